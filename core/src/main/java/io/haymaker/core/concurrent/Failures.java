package io.haymaker.core.concurrent;

import java.util.List;

/** What several threads threw, as one. */
final class Failures {
  private Failures() {}

  /** Throws the first, the others suppressed in it; returns when there is none. */
  static void throwAny(List<Throwable> failures) {
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.getFirst();
    failures.stream().filter(other -> !other.equals(first)).forEach(first::addSuppressed);
    switch (first) {
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> throw new IllegalStateException(first);
    }
  }
}
