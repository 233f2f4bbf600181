package io.haymaker.benchmarks.scaler;

import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerWatch;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A scaler's usual passes, one a minute, and its watch, as they come in a server; on a clock that
 * goes at once to where one of them is due, and stands while they are at it.
 */
final class Minutes {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final MovableClock clock;
  private final ScalerWatch watch;
  private final ScalerChore passes;
  private Instant passDue;
  private Instant lookDue;

  /**
   * @param clock the world's
   */
  Minutes(ScalerWorld world, MovableClock clock) {
    this.clock = clock;
    passDue = clock.instant();
    lookDue = clock.instant();
    watch = new ScalerWatch(world, (_, at) -> passDue = earlier(passDue, at));
    passes =
        new ScalerChore(
            world,
            INTERVAL,
            (scaler, report) -> {
              Passes.check(report);
              watch.passed(scaler, report);
            },
            watch::takeMessagesCame);
  }

  /**
   * Lets so many go by. The first begins with a pass and a look of the watch.
   *
   * @throws IllegalStateException when a pass met a problem
   */
  void pass(int minutes) {
    Instant end = clock.instant().plus(INTERVAL.multipliedBy(minutes));
    for (Instant now = earlier(passDue, lookDue); now.isBefore(end); ) {
      clock.set(now);
      if (!passDue.isAfter(now)) {
        passDue = passes.look();
      }
      if (!lookDue.isAfter(now)) {
        lookDue = now.plus(watch.look());
      }
      now = earlier(passDue, lookDue);
    }
    clock.set(end);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
