package io.haymaker.core.replica;

import java.time.Duration;

/**
 * How containers are kept.
 *
 * @param startGrace a container that ends within it after its start has not come up
 * @param stopGrace how long a container has to end by itself before it is killed
 * @param width how many containers are begun or ended at a time, 1 or more
 */
public record ReplicaSettings(
    Duration startGrace, Duration stopGrace, int width, AutoscaleSettings autoscale) {
  public static final ReplicaSettings DEFAULT =
      new ReplicaSettings(
          Duration.ofSeconds(2), Duration.ofSeconds(10), 8, AutoscaleSettings.DEFAULT);

  public ReplicaSettings {
    if (startGrace.isNegative() || stopGrace.isNegative() || width < 1) {
      throw new IllegalArgumentException("graces must be 0 or more, width 1 or more");
    }
  }
}
