package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.filter.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens. */
final class SqlLexer {
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\d+(?<fraction>\\.\\d*)?(?<exponent>[eE][+-]?\\d+)?|(?<bare>\\.\\d+([eE][+-]?\\d+)?)");
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_]*");
  private static final Pattern SYMBOL = Pattern.compile("<>|!=|<=|>=|[=<>+\\-*/%(),.]");

  private final String text;
  private int at;

  private SqlLexer(String text) {
    this.text = text;
  }

  static List<SqlToken> tokens(String expression) {
    var lexer = new SqlLexer(expression);
    var tokens = new ArrayList<SqlToken>();
    do {
      tokens.add(lexer.next());
    } while (tokens.getLast().kind() != Kind.END);
    return List.copyOf(tokens);
  }

  private SqlToken next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int position = at + 1;
    if (at == text.length()) {
      return new SqlToken(Kind.END, "", position);
    }
    return switch (text.charAt(at)) {
      case '\'' -> new SqlToken(Kind.STRING, enclosed('\''), position);
      case '"' -> new SqlToken(Kind.NAME, name('"', position), position);
      case '[' -> new SqlToken(Kind.NAME, name(']', position), position);
      default -> plain(position);
    };
  }

  private SqlToken plain(int position) {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      at = number.end();
      boolean isWhole =
          number.group("fraction") == null
              && number.group("exponent") == null
              && number.group("bare") == null;
      return new SqlToken(isWhole ? Kind.INTEGER : Kind.DECIMAL, number.group(), position);
    }
    for (Kind kind : List.of(Kind.WORD, Kind.SYMBOL)) {
      Matcher matcher = (kind == Kind.WORD ? WORD : SYMBOL).matcher(text).region(at, text.length());
      if (matcher.lookingAt()) {
        at = matcher.end();
        return new SqlToken(kind, matcher.group(), position);
      }
    }
    throw new FilterRefusal(
        "'%s' has no place in a filter".formatted(Character.toString(text.codePointAt(at))),
        position);
  }

  private String name(char end, int position) {
    String name = enclosed(end);
    if (name.isEmpty()) {
      throw new FilterRefusal("a name is empty", position);
    }
    return name;
  }

  /** What is between the character here and its end, which stands for itself when it is doubled. */
  private String enclosed(char end) {
    int position = at + 1;
    var value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != end) {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == end) {
        value.append(c);
        at++;
      } else {
        return value.toString();
      }
    }
    throw new FilterRefusal("what begins here has no end", position);
  }
}
