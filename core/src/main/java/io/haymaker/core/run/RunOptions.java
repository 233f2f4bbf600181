package io.haymaker.core.run;

import io.haymaker.core.scenario.Selection;
import java.time.Duration;

/**
 * What a run was asked to be. Kept through every crash.
 *
 * @param seed decides the choice of scenarios
 * @param duration of the agents' operations, more than 0
 * @param leaveBehind how many resources the agents "forget" in all, 0 or more; only ever other than
 *     0 against the emulator, to give the cleanup something to find
 */
public record RunOptions(Selection selection, long seed, Duration duration, int leaveBehind) {
  public RunOptions {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("duration must be positive, is " + duration);
    }
    if (leaveBehind < 0) {
      throw new IllegalArgumentException("leaveBehind must be 0 or more, is " + leaveBehind);
    }
  }
}
