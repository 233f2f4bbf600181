package io.haymaker.agent.stop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time that a step may still take; it can shrink at any moment. */
@FunctionalInterface
public interface Budget {

  /** What is left, never negative. */
  Duration left();

  /** Whether nothing is left. */
  default boolean isSpent() {
    return left().isZero();
  }

  /** This budget, and no more than {@code limit} from now on. */
  default Budget within(Duration limit, Clock clock) {
    Instant end = clock.instant().plus(limit);
    return () -> {
      Duration own = Duration.between(clock.instant(), end);
      Duration other = left();
      Duration less = own.compareTo(other) < 0 ? own : other;
      return less.isNegative() ? Duration.ZERO : less;
    };
  }
}
