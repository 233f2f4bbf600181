package io.haymaker.azure.event;

import java.time.Duration;

/**
 * Waits that double.
 *
 * @param first the first wait
 * @param longest no wait is longer
 */
record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /** The wait before trying again after so many failures in a row, from 1. */
  Duration after(int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
