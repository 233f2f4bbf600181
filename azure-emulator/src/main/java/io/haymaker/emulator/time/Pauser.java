package io.haymaker.emulator.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting, replaceable in tests. */
@FunctionalInterface
public interface Pauser {
  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void pause(Duration length) throws InterruptedException;

  /** Waits in real time. */
  static Pauser realTime() {
    return length -> {
      CountDownLatch never = new CountDownLatch(1);
      if (never.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("nobody opens this latch");
      }
    };
  }
}
