package io.haymaker.benchmarks.containers;

import io.haymaker.core.retry.Pauser;
import java.time.Duration;

/** Waiting while something else is measured. */
final class Naps {
  private Naps() {}

  static void of(Duration time) {
    try {
      Pauser.system().pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
