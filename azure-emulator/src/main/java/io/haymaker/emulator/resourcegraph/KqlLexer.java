package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.resourcegraph.KqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a query into tokens. String escapes are decoded here and nowhere else, so that a value with
 * quotes in it can never end a literal early.
 */
final class KqlLexer {

  private static final List<String> TWO_CHARACTER_SYMBOLS =
      List.of("==", "!=", "=~", "!~", "<=", ">=", "..");

  private final String text;
  private int at;

  private KqlLexer(String text) {
    this.text = text;
  }

  static List<KqlToken> tokens(String query) {
    var lexer = new KqlLexer(query);
    var tokens = new ArrayList<KqlToken>();
    KqlToken token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return List.copyOf(tokens);
  }

  private KqlToken next() {
    skipBlanksAndComments();
    int start = at;
    if (at >= text.length()) {
      return new KqlToken(Kind.END, "", start + 1);
    }
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      at++;
      return new KqlToken(Kind.STRING, escapedString(c, start), start + 1);
    }
    if (c == '@' && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
      char quote = text.charAt(at + 1);
      at += 2;
      return new KqlToken(Kind.STRING, verbatimString(quote, start), start + 1);
    }
    if (isNameStart(c) || startsNegatedWord(c)) {
      return name(start);
    }
    if (isDigit(c)) {
      return number(start);
    }
    return symbol(start);
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        return;
      }
    }
  }

  private KqlToken name(int start) {
    at++;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    String name = text.substring(start, at);
    boolean membership = name.equals("in") || name.equals("!in");
    if (membership && at < text.length() && text.charAt(at) == '~') {
      at++;
    }
    return new KqlToken(Kind.NAME, text.substring(start, at), start + 1);
  }

  private KqlToken number(int start) {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    boolean fraction =
        at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1));
    if (fraction) {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    if (at < text.length() && isNameStart(text.charAt(at))) {
      throw new KqlRefusal(
          "'" + text.substring(start, at + 1) + "' is not a number of this subset", start + 1);
    }
    return new KqlToken(Kind.NUMBER, text.substring(start, at), start + 1);
  }

  private KqlToken symbol(int start) {
    for (String symbol : TWO_CHARACTER_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += 2;
        return new KqlToken(Kind.SYMBOL, symbol, start + 1);
      }
    }
    at++;
    return new KqlToken(Kind.SYMBOL, text.substring(start, at), start + 1);
  }

  private String escapedString(char quote, int start) {
    var value = new StringBuilder();
    while (true) {
      char c = characterOfString(start);
      if (c == quote) {
        return value.toString();
      }
      value.append(c == '\\' ? escape(start) : c);
    }
  }

  private char escape(int start) {
    int position = at;
    char c = characterOfString(start);
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'u' -> unicode(position);
      default -> throw new KqlRefusal("the escape '\\" + c + "' is not supported", position);
    };
  }

  private char unicode(int position) {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      throw new KqlRefusal("the escape '\\u' needs four hexadecimal digits", position);
    }
    char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
    at += 4;
    return c;
  }

  /** In a verbatim string a backslash is a backslash, and a doubled quote is one quote. */
  private String verbatimString(char quote, int start) {
    var value = new StringBuilder();
    while (true) {
      char c = characterOfString(start);
      if (c != quote) {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        value.append(quote);
        at++;
      } else {
        return value.toString();
      }
    }
  }

  private char characterOfString(int start) {
    if (at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
      throw new KqlRefusal("the string is not closed", start + 1);
    }
    return text.charAt(at++);
  }

  /** {@code !in}, {@code !contains} and their like are one word in the language. */
  private boolean startsNegatedWord(char c) {
    return c == '!' && at + 1 < text.length() && isNameStart(text.charAt(at + 1));
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }
}
