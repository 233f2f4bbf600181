package io.haymaker.core.retry;

import java.time.Duration;

/** Waits. The one place where a thread sleeps. */
public interface Pauser {

  /**
   * @throws InterruptedException when the thread is interrupted before the time is over
   */
  void pause(Duration duration) throws InterruptedException;

  /** Sleeps on the system's clock. */
  static Pauser system() {
    return duration -> Thread.sleep(duration);
  }
}
