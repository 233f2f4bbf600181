package io.haymaker.core.replica;

import java.time.Duration;

/**
 * How the number of containers follows their load.
 *
 * @param target per cent of cpu and of memory that they are to use, above 0, at most 100
 * @param room so many points below the target the load must stay after one container fewer, 0 or
 *     more: what is taken away is not given back at once
 * @param samples in a row that must agree, 1 or more
 * @param upAfter so long after the last change at the earliest there are more
 * @param downAfter so long after the last change at the earliest there are fewer
 * @param window no older samples count
 */
public record AutoscaleSettings(
    double target,
    double room,
    int samples,
    Duration upAfter,
    Duration downAfter,
    Duration window) {
  public static final AutoscaleSettings DEFAULT =
      new AutoscaleSettings(
          70, 10, 3, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(10));

  public AutoscaleSettings {
    if (!(target > 0 && target <= 100) || !(room >= 0 && room < target) || samples < 1) {
      throw new IllegalArgumentException(
          "target must be above 0 and at most 100, room below it, samples 1 or more");
    }
    if (upAfter.isNegative() || downAfter.isNegative() || !window.isPositive()) {
      throw new IllegalArgumentException("times must be 0 or longer");
    }
  }

  /** The same with samples that come so seldom. */
  public AutoscaleSettings sampledEvery(Duration interval) {
    Duration needed = interval.multipliedBy(samples + 2L);
    return needed.compareTo(window) <= 0
        ? this
        : new AutoscaleSettings(target, room, samples, upAfter, downAfter, needed);
  }
}
