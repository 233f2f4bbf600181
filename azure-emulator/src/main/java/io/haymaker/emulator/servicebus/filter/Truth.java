package io.haymaker.emulator.servicebus.filter;

/** What a condition is: of a property that is not there, nothing is known. */
enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  static Truth of(boolean is) {
    return is ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** The lesser of the two. */
  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The greater of the two. */
  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
