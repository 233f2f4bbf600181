package io.haymaker.emulator.servicebus.filter;

/**
 * A word of an expression.
 *
 * @param text without quotes and doubled quotes
 * @param position of its first character, from 1
 */
record SqlToken(Kind kind, String text, int position) {

  enum Kind {
    /** May be a keyword. */
    WORD,
    /** In brackets or double quotes: a name whatever it looks like. */
    NAME,
    STRING,
    INTEGER,
    DECIMAL,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** For people. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
