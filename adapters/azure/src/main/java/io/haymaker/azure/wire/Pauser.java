package io.haymaker.azure.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two looks at an operation; tests put a clock's movement in its place. */
@FunctionalInterface
public interface Pauser {

  /**
   * @throws InterruptedException when the thread is asked to end
   */
  void pause(Duration length) throws InterruptedException;

  /** Waits in real time. */
  static Pauser inRealTime() {
    return length -> {
      boolean never = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
      if (never) {
        throw new IllegalStateException("nobody opens this latch");
      }
    };
  }
}
