package io.haymaker.emulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** Another clock plus all that was advanced; it never goes back. */
public final class CloudClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> ahead;

  /** A clock that shows what {@code base} shows until it is advanced. */
  public CloudClock(Clock base) {
    this(base, new AtomicReference<>(Duration.ZERO));
  }

  private CloudClock(Clock base, AtomicReference<Duration> ahead) {
    this.base = base;
    this.ahead = ahead;
  }

  /**
   * Moves the time of the cloud forward.
   *
   * @throws IllegalArgumentException if {@code step} is negative
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time only goes forward: " + step);
    }
    ahead.accumulateAndGet(step, Duration::plus);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new CloudClock(base.withZone(zone), ahead);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }
}
