package io.haymaker.core.retry;

import java.time.Duration;

/**
 * Waits between two tries. The one place where a thread sleeps: code of this house blocks on
 * virtual threads, and a wait that a service asked for has nothing to be woken by. Tests pass a
 * pauser that moves their clock instead.
 */
public interface Pauser {

  /**
   * @throws InterruptedException when the thread is interrupted before the time is over
   */
  void pause(Duration duration) throws InterruptedException;

  /** Sleeps on the system's clock. */
  static Pauser system() {
    // Meant: nothing can wake it but an interrupt, and who must not wait is given another pauser.
    return duration -> Thread.sleep(duration);
  }
}
