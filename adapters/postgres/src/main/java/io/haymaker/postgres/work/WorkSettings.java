package io.haymaker.postgres.work;

import io.haymaker.core.retry.Backoff;
import java.time.Duration;

/**
 * How runs are looked at.
 *
 * @param workers how many runs this process looks at at the same time, 1 or more
 * @param poll how often the queue is read for what other processes woke or what became due
 * @param heartbeat how often a worker says that it lives
 * @param missedHeartbeats after how many missed ones another worker takes its run over, 4 or more
 * @param afterFailure the waits after looks that failed; its number of attempts is not used, for a
 *     run is never given up
 * @param stopGrace how long closing waits for looks that are going on, before it interrupts them
 */
public record WorkSettings(
    int workers,
    Duration poll,
    Duration heartbeat,
    int missedHeartbeats,
    Backoff afterFailure,
    Duration stopGrace) {

  /** A dead worker's run is taken over within about 5 s. */
  public static final WorkSettings DEFAULT =
      new WorkSettings(
          8,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          4,
          new Backoff(1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
          Duration.ofSeconds(5));

  public WorkSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be 1 or more, is " + workers);
    }
    if (!poll.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("poll and heartbeat must be positive");
    }
    if (missedHeartbeats < 4) {
      throw new IllegalArgumentException(
          "missedHeartbeats must be 4 or more, is " + missedHeartbeats);
    }
    if (stopGrace.isNegative()) {
      throw new IllegalArgumentException("stopGrace must not be negative");
    }
  }
}
