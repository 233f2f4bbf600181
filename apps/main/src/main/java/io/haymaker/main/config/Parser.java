package io.haymaker.main.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a value from text.
 *
 * @param form what the text looks like, to follow "is no" and to stand in the reference
 * @param read empty when the text does not look so
 * @param show the value for people's eyes
 * @param secrecy how freely the text is shown
 * @param faults what in particular is wrong with a text that cannot be read; none where there is
 *     nothing to say but that
 */
record Parser<T>(
    String form,
    Function<String, Optional<T>> read,
    Function<T, String> show,
    Secrecy secrecy,
    Function<String, List<Fault>> faults) {

  /** Something that is wrong with a text. */
  record Fault(String what, String whatToDo) {}

  /** How freely a text is shown. */
  enum Secrecy {
    OPEN,
    /** Never repeated when it is wrong, since somebody may have put a password into it. */
    GUARDED,
    /** Never shown, and taken from safe places only. */
    SECRET
  }

  Parser(
      String form, Function<String, Optional<T>> read, Function<T, String> show, Secrecy secrecy) {
    this(form, read, show, secrecy, _ -> List.of());
  }

  Parser(String form, Function<String, Optional<T>> read) {
    this(form, read, String::valueOf, Secrecy.OPEN);
  }

  Parser<T> faultedBy(Function<String, List<Fault>> other) {
    return new Parser<>(form, read, show, secrecy, other);
  }

  Parser<T> shownAs(Function<T, String> other) {
    return new Parser<>(form, read, other, secrecy, faults);
  }

  Parser<T> guarded() {
    return new Parser<>(form, read, show, Secrecy.GUARDED, faults);
  }
}
