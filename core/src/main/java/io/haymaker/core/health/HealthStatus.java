package io.haymaker.core.health;

import java.util.Locale;

/** How a container fares, from the least to the most worrying of those that run. */
public enum HealthStatus {
  /** It does not run. */
  STOPPED,
  HEALTHY,
  WARNING,
  CRITICAL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
