package io.haymaker.chaos.scaler;

import java.time.Duration;

/**
 * How long and hard a soak is.
 *
 * @param messages how many are sent, 1 or more
 * @param kills how many servers are killed, 0 or more
 * @param capacity how many containers there may be at once, 1 or more
 * @param seed decides all that is random but not what comes of it: processes are not in step
 * @param limit after which it is given up
 */
public record SoakPlan(int messages, int kills, int capacity, long seed, Duration limit) {
  public SoakPlan {
    if (messages < 1 || kills < 0 || capacity < 1) {
      throw new IllegalArgumentException("messages and capacity >= 1, kills >= 0 are needed");
    }
  }
}
