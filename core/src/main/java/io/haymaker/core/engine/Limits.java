package io.haymaker.core.engine;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a container may use at most.
 *
 * @param cpuCores more than 0; empty = as much as the host has
 * @param memoryBytes 6 MiB or more, the least that Docker takes; empty = as much as the host has
 */
public record Limits(OptionalDouble cpuCores, OptionalLong memoryBytes) {
  /** The least memory that the engine takes. */
  public static final long LEAST_MEMORY = 6L << 20;

  public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalLong.empty());

  public Limits {
    cpuCores.ifPresent(
        cores -> {
          if (!(cores > 0) || !Double.isFinite(cores)) {
            throw new IllegalArgumentException("cpu must be more than 0, is " + cores);
          }
        });
    memoryBytes.ifPresent(
        bytes -> {
          if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("memory must be 6 MiB or more, is " + bytes);
          }
        });
  }

  /** These limits, where one is not given the other's. */
  public Limits orElse(Limits others) {
    return new Limits(
        cpuCores.isPresent() ? cpuCores : others.cpuCores,
        memoryBytes.isPresent() ? memoryBytes : others.memoryBytes);
  }
}
