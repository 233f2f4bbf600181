package io.haymaker.core.outcome;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of an effect that we asked for.
 *
 * <p>{@link Unknown} means <em>possibly done</em>: a time-out or a lost response. Look before you
 * repeat it.
 */
public sealed interface Outcome<T> {

  /** It is done, by this call or by an earlier one. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It is not done, and asking again will not change that. */
  record Refused<T>(Problem problem) implements Outcome<T> {}

  /**
   * It is not done now, but may be later.
   *
   * @param retryAfter the wait that the service asked for, where it did
   */
  record Busy<T>(Problem problem, Optional<Duration> retryAfter) implements Outcome<T> {}

  /** Nobody can say whether it is done. */
  record Unknown<T>(Problem problem) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(String code, String message) {
    return new Refused<>(new Problem(code, message));
  }

  static <T> Outcome<T> busy(String code, String message) {
    return new Busy<>(new Problem(code, message), Optional.empty());
  }

  static <T> Outcome<T> unknown(String code, String message) {
    return new Unknown<>(new Problem(code, message));
  }

  default boolean isDone() {
    return this instanceof Done;
  }

  /** What kept it from being done; empty when it is done. */
  default Optional<Problem> obstacle() {
    return switch (this) {
      case Done<T> _ -> Optional.empty();
      case Refused<T> refused -> Optional.of(refused.problem());
      case Busy<T> busy -> Optional.of(busy.problem());
      case Unknown<T> unknown -> Optional.of(unknown.problem());
    };
  }

  /** Goes on with the value when it is done; hands every other outcome on as it is. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T> done -> next.apply(done.value());
      case Refused<T> refused -> new Refused<>(refused.problem());
      case Busy<T> busy -> new Busy<>(busy.problem(), busy.retryAfter());
      case Unknown<T> unknown -> new Unknown<>(unknown.problem());
    };
  }

  /** The same outcome, its problem's message beginning with the step that it befell. */
  default Outcome<T> at(String step) {
    return switch (this) {
      case Done<T> done -> done;
      case Refused<T> refused -> new Refused<>(refused.problem().at(step));
      case Busy<T> busy -> new Busy<>(busy.problem().at(step), busy.retryAfter());
      case Unknown<T> unknown -> new Unknown<>(unknown.problem().at(step));
    };
  }

  /**
   * This outcome, which is not done, for a caller who wanted something else in the end.
   *
   * @throws IllegalStateException when it is done
   */
  default <R> Outcome<R> undone() {
    return then(
        _ -> {
          throw new IllegalStateException("it is done: " + this);
        });
  }

  /** The same outcome with its value changed. */
  default <R> Outcome<R> map(Function<? super T, R> change) {
    return then(value -> done(change.apply(value)));
  }
}
