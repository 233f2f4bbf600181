package io.haymaker.main.config;

import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.replica.AutoscaleSettings;

/**
 * What is configured about managed containers.
 *
 * @param health how it is watched
 * @param scaling how their number follows their load, by samples as often as health is watched
 */
public record ManagedSettings(HealthSettings health, AutoscaleSettings scaling) {
  public ManagedSettings {
    scaling = scaling.sampledEvery(health.interval());
  }
}
