package io.haymaker.main.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a value from text.
 *
 * @param form what the text looks like, to follow "is no" and to stand in the reference
 * @param read empty when the text does not look so
 * @param show the value for people's eyes
 * @param secrecy how freely the text is shown
 */
record Parser<T>(
    String form, Function<String, Optional<T>> read, Function<T, String> show, Secrecy secrecy) {

  /** How freely a text is shown. */
  enum Secrecy {
    OPEN,
    /** Never repeated when it is wrong, since somebody may have put a password into it. */
    GUARDED,
    /** Never shown, and taken from safe places only. */
    SECRET
  }

  Parser(String form, Function<String, Optional<T>> read) {
    this(form, read, String::valueOf, Secrecy.OPEN);
  }

  Parser<T> shownAs(Function<T, String> other) {
    return new Parser<>(form, read, other, secrecy);
  }

  Parser<T> guarded() {
    return new Parser<>(form, read, show, Secrecy.GUARDED);
  }
}
