package io.haymaker.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. Views in other zones move with it. */
public final class MovableClock extends Clock {
  private final Hand hand;
  private final ZoneId zone;

  private MovableClock(Hand hand, ZoneId zone) {
    this.hand = hand;
    this.zone = zone;
  }

  /** A clock that stands at the beginning of 2026, UTC. */
  public MovableClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public MovableClock(Instant start) {
    this(new Hand(start), ZoneOffset.UTC);
  }

  /**
   * Moves it forward.
   *
   * @return the new time
   * @throws IllegalArgumentException when the step is negative
   */
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time does not run backwards: " + step);
    }
    return hand.move(step);
  }

  /** Sets it, backwards too: clocks of real machines are corrected. */
  public void set(Instant instant) {
    hand.set(instant);
  }

  @Override
  public Instant instant() {
    return hand.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public MovableClock withZone(ZoneId other) {
    return new MovableClock(hand, other);
  }

  /** What all views share. */
  private static final class Hand {
    private Instant now;

    Hand(Instant start) {
      this.now = start;
    }

    synchronized Instant move(Duration step) {
      now = now.plus(step);
      return now;
    }

    synchronized void set(Instant instant) {
      now = instant;
    }

    synchronized Instant now() {
      return now;
    }
  }
}
