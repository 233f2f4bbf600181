package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.HEALTH;

import java.util.List;

/** How the health of managed containers is watched. */
final class HealthKeys {
  private static final int A_DAY = 86_400;

  static final Setting<Integer> INTERVAL =
      Setting.of(
              "HEALTH_INTERVAL_SECONDS",
              HEALTH,
              Parsers.whole(1, A_DAY),
              "Between two samples of all managed containers.")
          .byDefault("60");

  static final Setting<Integer> RETENTION =
      Setting.of(
              "HEALTH_RETENTION_DAYS",
              HEALTH,
              Parsers.whole(1, 3650),
              "For how many days samples are kept at least; they go by whole days.")
          .byDefault("7");

  static final Setting<Double> WARNING =
      Setting.of(
              "HEALTH_WARNING_PERCENT",
              HEALTH,
              Parsers.number(1, 1000),
              "At so many per cent of its limit, and above, a container's health is 'warning'.")
          .byDefault("75");

  static final Setting<Double> CRITICAL =
      Setting.of(
              "HEALTH_CRITICAL_PERCENT",
              HEALTH,
              Parsers.number(1, 1000),
              "Above so many per cent it is 'critical'.")
          .byDefault("90");

  static final List<Setting<?>> ALL = List.of(INTERVAL, RETENTION, WARNING, CRITICAL);

  private HealthKeys() {}
}
