package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.filter.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tokens of an expression, one after the other. */
final class SqlWords {
  private static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE");

  private final List<SqlToken> tokens;
  private int at;

  SqlWords(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  static boolean isReserved(SqlToken token) {
    return token.kind() == Kind.WORD && RESERVED.contains(token.text().toUpperCase(Locale.ROOT));
  }

  SqlToken next() {
    return tokens.get(at);
  }

  /** The next one is used; the end stays the next for ever. */
  SqlToken skip() {
    SqlToken token = next();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean accept(String word) {
    boolean isNext = next().isWord(word);
    if (isNext) {
      skip();
    }
    return isNext;
  }

  boolean acceptSymbol(String symbol) {
    boolean isNext = next().isSymbol(symbol);
    if (isNext) {
      skip();
    }
    return isNext;
  }

  /** The next symbol, if it is one of these characters. */
  Optional<Character> acceptAny(String characters) {
    SqlToken token = next();
    boolean isOne =
        token.kind() == Kind.SYMBOL
            && token.text().length() == 1
            && characters.contains(token.text());
    return isOne ? Optional.of(skip().text().charAt(0)) : Optional.empty();
  }

  void expect(String word) {
    if (!accept(word)) {
      throw refusal(word + " is missing");
    }
  }

  void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw refusal("'" + symbol + "' is missing");
    }
  }

  void end() {
    if (next().kind() != Kind.END) {
      throw refusal("nothing more is expected");
    }
  }

  FilterRefusal refusal(String what) {
    return new FilterRefusal(what + ": " + next().shown(), next().position());
  }
}
