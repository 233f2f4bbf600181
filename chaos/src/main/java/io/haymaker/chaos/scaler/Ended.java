package io.haymaker.chaos.scaler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes and sees to it that they have ended: their folders may be deleted afterwards. */
final class Ended {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Ended() {}

  /** Asks it to end, and kills it when it has not after so long. */
  static void softly(Process process, Duration grace) {
    process.destroy();
    if (!within(process, grace)) {
      now(process);
    }
  }

  /** Kills it. */
  static void now(Process process) {
    process.destroyForcibly();
    within(process, LONGEST);
  }

  private static boolean within(Process process, Duration time) {
    boolean interrupted = false;
    long end = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          // Who interrupts wants it ended all the more.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
