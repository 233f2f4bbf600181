package io.haymaker.core.scaler;

import java.time.Duration;

/**
 * How long a watch waits between two rounds of peeks: briefly while messages come, longer and
 * longer while none do, and never so briefly that many subscriptions cost many peeks a second.
 * Pure.
 *
 * @param quiet how many rounds in a row found nothing new, 0 or more
 */
record PeekRhythm(int quiet) {
  /** While messages come. */
  static final Duration LEAST = Duration.ofMillis(250);

  /** While none come: with the time of a peek it is below two seconds. */
  static final Duration MOST = Duration.ofMillis(1500);

  /** For each subscription: not more than some thirty peeks a second, whatever happens. */
  static final Duration SHARE = Duration.ofMillis(30);

  static final PeekRhythm BEGINNING = new PeekRhythm(0);

  private static final int DOUBLINGS = 3;

  /** After a round of peeks. */
  PeekRhythm after(boolean foundNew) {
    return foundNew ? BEGINNING : new PeekRhythm(Math.min(quiet + 1, DOUBLINGS));
  }

  /**
   * @param subscriptions how many are peeked at in a round
   */
  Duration pause(int subscriptions) {
    Duration wished = LEAST.multipliedBy(1L << Math.min(quiet, DOUBLINGS));
    Duration bounded = wished.compareTo(MOST) > 0 ? MOST : wished;
    Duration share = SHARE.multipliedBy(subscriptions);
    return share.compareTo(bounded) > 0 ? share : bounded;
  }
}
