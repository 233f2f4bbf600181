package io.haymaker.core.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each next attempt: doubling from the first wait to the longest, each
 * shortened at random by up to half so that many who were refused together do not come back
 * together. A wait that the service asked for is never undercut.
 *
 * @param attempts how many attempts in all, 1 or more
 * @param first the wait after the first attempt
 * @param longest the cap
 */
public record Backoff(int attempts, Duration first, Duration longest) {

  /** The specification's: 5 attempts, 1, 2, 4, 8 ... 60 s. */
  public static final Backoff DELETION =
      new Backoff(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

  public Backoff {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("attempts >= 1 and 0 <= first <= longest are needed");
    }
  }

  /**
   * The wait after an attempt.
   *
   * @param attempt 1 for the first
   * @param asked the wait that the service asked for, where it did
   */
  public Duration after(int attempt, Optional<Duration> asked, RandomGenerator random) {
    long full = full(attempt).toMillis();
    Duration jittered =
        Duration.ofMillis(full / 2 + (long) (random.nextDouble() * (full - full / 2)));
    return asked.filter(wait -> wait.compareTo(jittered) > 0).orElse(jittered);
  }

  /**
   * The wait after an attempt without chance: for one who comes back alone.
   *
   * @param attempt 1 for the first
   */
  public Duration full(int attempt) {
    int doublings = Math.min(attempt - 1, 30);
    long cap = longest.toMillis();
    return Duration.ofMillis(
        first.toMillis() > cap >> doublings ? cap : first.toMillis() << doublings);
  }
}
