package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.SCALING;

import java.time.Duration;
import java.util.List;

/** How the number of managed containers follows their load. */
final class ScalingKeys {

  static final Setting<Double> TARGET =
      Setting.of(
              "AUTOSCALE_TARGET_PERCENT",
              SCALING,
              Parsers.number(1, 100),
              "So many per cent of their cpu and memory limits containers are to use; with more"
                  + " there are more of them, up to max_replicas.")
          .byDefault("70");

  static final Setting<Double> ROOM =
      Setting.of(
              "AUTOSCALE_HYSTERESIS_PERCENT",
              SCALING,
              Parsers.number(0, 99),
              "So many points below the target the load must stay after one container fewer.")
          .byDefault("10");

  static final Setting<Integer> SAMPLES =
      Setting.of(
              "AUTOSCALE_SAMPLES",
              SCALING,
              Parsers.whole(1, 100),
              "So many samples of health in a row must agree.")
          .byDefault("3");

  static final Setting<Duration> UP_AFTER =
      Setting.of(
              "AUTOSCALE_UP_COOLDOWN",
              SCALING,
              Parsers.DURATION,
              "So long after the last change at the earliest there are more.")
          .byDefault("1m");

  static final Setting<Duration> DOWN_AFTER =
      Setting.of(
              "AUTOSCALE_DOWN_COOLDOWN",
              SCALING,
              Parsers.DURATION,
              "So long after the last change at the earliest there are fewer.")
          .byDefault("5m");

  static final List<Setting<?>> ALL = List.of(TARGET, ROOM, SAMPLES, UP_AFTER, DOWN_AFTER);

  private ScalingKeys() {}
}
