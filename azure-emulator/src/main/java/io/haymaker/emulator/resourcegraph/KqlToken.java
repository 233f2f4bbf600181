package io.haymaker.emulator.resourcegraph;

/** One lexical element of a query; {@code position} is the 1-based character where it starts. */
record KqlToken(Kind kind, String text, int position) {

  enum Kind {
    NAME,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** How an error message names this element. */
  String shown() {
    return kind == Kind.END ? "the end of the query" : "'" + text + "'";
  }

  int end() {
    return position + text.length();
  }
}
