package io.haymaker.core.health;

import java.time.Duration;

/**
 * How health is watched.
 *
 * @param interval between samples, a second or longer
 * @param retentionDays for how many days samples are kept at least, 1 or more; they go by whole
 *     days, so up to a day longer
 */
public record HealthSettings(Duration interval, int retentionDays, HealthThresholds thresholds) {
  public HealthSettings {
    if (interval.toSeconds() < 1 || retentionDays < 1) {
      throw new IllegalArgumentException(
          "interval of 1 s or more and 1 day or more are needed, they are %s and %d"
              .formatted(interval, retentionDays));
    }
  }
}
