package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.resourcegraph.KqlToken.Kind;
import java.util.List;

/** A reading position in the tokens of a query, with the few moves that both parsers need. */
final class KqlCursor {

  private final List<KqlToken> tokens;
  private int at;

  KqlCursor(String query) {
    this.tokens = KqlLexer.tokens(query);
  }

  KqlToken peek() {
    return tokens.get(at);
  }

  KqlToken peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  KqlToken next() {
    KqlToken token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean takeSymbol(String symbol) {
    boolean there = peek().isSymbol(symbol);
    if (there) {
      at++;
    }
    return there;
  }

  boolean takeName(String name) {
    boolean there = peek().isName(name);
    if (there) {
      at++;
    }
    return there;
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("expected '" + symbol + "'");
    }
  }

  KqlToken expect(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw unexpected("expected " + what);
    }
    return next();
  }

  KqlRefusal unexpected(String expectation) {
    return new KqlRefusal(expectation + " but found " + peek().shown(), peek().position());
  }
}
