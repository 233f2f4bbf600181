package io.haymaker.core.outcome;

import java.util.function.Function;

/** What a direct look at one thing showed. */
public sealed interface Look<T> {

  /** It is there. */
  record Found<T>(T value) implements Look<T> {}

  /** It is not there: the service itself said so (a 404), not a failed call. */
  record Absent<T>() implements Look<T> {}

  /** The look failed. Nothing is known; this is never absence. */
  record CouldNotLook<T>(Problem problem) implements Look<T> {}

  static <T> Look<T> found(T value) {
    return new Found<>(value);
  }

  static <T> Look<T> absent() {
    return new Absent<>();
  }

  static <T> Look<T> couldNotLook(String code, String message) {
    return new CouldNotLook<>(new Problem(code, message));
  }

  /** Looks further when it is there; hands every other look on as it is. */
  default <R> Look<R> then(Function<? super T, Look<R>> next) {
    return switch (this) {
      case Found<T> found -> next.apply(found.value());
      case Absent<T> _ -> absent();
      case CouldNotLook<T> failed -> new CouldNotLook<>(failed.problem());
    };
  }
}
