package io.haymaker.main.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long the database has not answered. */
final class Silence {
  /** A database that is started again, its recovery included, is back before. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;
  private Instant answered;
  private boolean told;

  Silence(Clock clock) {
    this.clock = clock;
    this.answered = clock.instant();
  }

  /** It has answered. */
  void end() {
    answered = clock.instant();
    told = false;
  }

  boolean isTooLong() {
    return Duration.between(answered, clock.instant()).compareTo(LONGEST) > 0;
  }

  /** Whether nobody has asked this since it last answered. */
  boolean isNew() {
    boolean first = !told;
    told = true;
    return first;
  }
}
