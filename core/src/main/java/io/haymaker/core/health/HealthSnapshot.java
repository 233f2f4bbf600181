package io.haymaker.core.health;

import io.haymaker.core.engine.InstanceId;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How a container fared at a time.
 *
 * @param image as it was asked for
 * @param host the engine's machine
 * @param cpu per cent of its limit, of the host where it has none; 0 when it does not run
 * @param memory likewise
 * @param disk per cent of the disk that holds the engine's data, where that is known
 */
public record HealthSnapshot(
    String image,
    InstanceId container,
    String name,
    String host,
    double cpu,
    double memory,
    OptionalDouble disk,
    HealthStatus status,
    Instant at) {
  public HealthSnapshot {
    if (!Double.isFinite(cpu) || !Double.isFinite(memory)) {
      throw new IllegalArgumentException("cpu and memory must be numbers");
    }
  }
}
