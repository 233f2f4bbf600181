package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.util.function.Function;

/** What somebody is told who asked for something about containers. */
public sealed interface Reply<T> {

  /** It is so. */
  record Done<T>(T value) implements Reply<T> {}

  /**
   * It was not understood or may not be; nothing was done, and the engine was not asked to.
   *
   * @param field which part of the request, e.g. {@code cpu_limit}
   */
  record Invalid<T>(String field, String message) implements Reply<T> {}

  /** What it is about is not there, or is not ours. */
  record Absent<T>(Problem problem) implements Reply<T> {}

  /** It cannot be while other things are as they are; asking again as it stands is in vain. */
  record Conflict<T>(Problem problem) implements Reply<T> {}

  /** The engine cannot be reached or does not do it now; the message says what comes of it. */
  record Away<T>(Problem problem) implements Reply<T> {}

  static <T> Reply<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Reply<T> invalid(String field, String message) {
    return new Invalid<>(field, message);
  }

  static <T> Reply<T> absent(String code, String message) {
    return new Absent<>(new Problem(code, message));
  }

  static <T> Reply<T> conflict(String code, String message) {
    return new Conflict<>(new Problem(code, message));
  }

  /** What the engine made of it; what it refuses is a conflict, unless there is no such thing. */
  static <T> Reply<T> of(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> new Done<>(value);
      case Outcome.Refused<T>(Problem problem) ->
          problem.is(ContainerEngine.NOT_FOUND) || problem.is(ContainerEngine.NO_IMAGE)
              ? new Absent<>(problem)
              : new Conflict<>(problem);
      case Outcome.Busy<T> busy -> new Away<>(busy.problem());
      case Outcome.Unknown<T>(Problem problem) -> new Away<>(problem);
    };
  }

  /** Goes on with the value when there is one; hands every other reply on as it is. */
  default <R> Reply<R> then(Function<? super T, Reply<R>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Invalid<T>(String field, String message) -> new Invalid<>(field, message);
      case Absent<T>(Problem problem) -> new Absent<>(problem);
      case Conflict<T>(Problem problem) -> new Conflict<>(problem);
      case Away<T>(Problem problem) -> new Away<>(problem);
    };
  }

  default <R> Reply<R> map(Function<? super T, R> change) {
    return then(value -> done(change.apply(value)));
  }
}
