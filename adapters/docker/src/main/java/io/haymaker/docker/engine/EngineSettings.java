package io.haymaker.docker.engine;

import io.haymaker.core.ownership.InstallationId;
import java.time.Duration;

/**
 * How managed containers live on an engine.
 *
 * @param installation whose they are
 * @param publishOn the address of the engine's machine on which their ports are published, such as
 *     {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param lookWithin how long a look may take before it counts as failed
 */
public record EngineSettings(InstallationId installation, String publishOn, Duration lookWithin) {
  /** So that who asked hears of an engine that is away within 2 s. */
  public static final Duration LOOK_WITHIN = Duration.ofMillis(1800);

  public EngineSettings {
    if (publishOn.isBlank()) {
      throw new IllegalArgumentException("address is empty");
    }
    if (!lookWithin.isPositive()) {
      throw new IllegalArgumentException("a look takes time, not " + lookWithin);
    }
  }

  /** Ports are published for this machine alone, and looks end within 2 s. */
  public EngineSettings(InstallationId installation) {
    this(installation, "127.0.0.1", LOOK_WITHIN);
  }
}
