package io.haymaker.core.health;

/**
 * From where on somebody should worry.
 *
 * @param warning per cent; at this and above it is a warning
 * @param critical per cent, {@code warning} or more; above this it is critical
 */
public record HealthThresholds(double warning, double critical) {
  public HealthThresholds {
    if (!(warning > 0) || !(critical >= warning)) {
      throw new IllegalArgumentException(
          "0 < warning <= critical must hold, they are %s and %s".formatted(warning, critical));
    }
  }

  HealthStatus of(double percent) {
    return percent > critical
        ? HealthStatus.CRITICAL
        : percent >= warning ? HealthStatus.WARNING : HealthStatus.HEALTHY;
  }
}
