package io.haymaker.agent.stop;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pauser {

  /**
   * Waits for the time, or less: a stop ends every wait that is under way.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void pause(Duration time) throws InterruptedException;
}
