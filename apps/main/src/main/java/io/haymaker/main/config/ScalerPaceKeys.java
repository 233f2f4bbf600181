package io.haymaker.main.config;

import static io.haymaker.main.config.Feature.SCALER;

import io.haymaker.core.scaler.SizingRule;
import java.time.Duration;
import java.util.List;

/** How many containers a queue scaler makes, how large, and how it goes about it. */
final class ScalerPaceKeys {
  private static final int LARGEST_PAGE = 250;

  static final Setting<Integer> CAPACITY =
      whole("ACI_MAX_INSTANCES", 1, 100_000, "So many containers are alive at once.", "200");

  static final Setting<Double> CPU =
      number("ACI_DEFAULT_CPU", 0.01, 1024, "Cores of each container.", "2.0");

  static final Setting<Double> MULTIPLIER =
      number(
          "ACI_MEMORY_MULTIPLIER",
          0.001,
          100_000,
          "GiB of memory for each GB of the file, rounded up to 0.1.",
          "8.0");

  static final Setting<Double> LEAST_MEMORY =
      number("ACI_MIN_MEMORY_GB", 0.01, 10_000, "Smaller files get this memory.", "0.5");

  static final Setting<Double> MOST_MEMORY =
      number("ACI_MAX_MEMORY_GB", 0.01, 10_000, "Larger files get this memory.", "240");

  static final Setting<SizingRule.Steps> STEPS =
      Setting.of(
          "SCALER_SIZES",
          SCALER,
          SizeSteps.PARSER,
          "Sizes to choose from in place of the rule above, each for files of up to so many MB: the"
              + " first one that is large enough. Larger files are refused.");

  static final Setting<Integer> ATTEMPTS =
      whole(
          "SCALER_MAX_ATTEMPTS",
          1,
          1000,
          "So many containers a message gets, one after the other; then it counts as poison.",
          "3");

  static final Setting<Duration> RETRY_WAIT =
      Setting.of(
              "SCALER_RETRY_WAIT",
              SCALER,
              Parsers.DURATION,
              "Before a message whose container ended without it gets its second one, and before"
                  + " anything is asked for again after a refusal for quota or throttling; each"
                  + " further time twice as long, up to 5 and 10 minutes.")
          .byDefault("30s");

  static final Setting<Duration> INTERVAL =
      Setting.of(
              "SCALER_INTERVAL",
              SCALER,
              Parsers.DURATION,
              "Between two passes while nothing happens.")
          .byDefault("1m");

  static final Setting<Integer> WIDTH =
      whole("PROVISIONING_MAX_WORKERS", 1, 1000, "So many requests are in flight at once.", "4");

  static final Setting<Integer> PAGE =
      whole("PROVISIONING_PEEK_MAX", 1, LARGEST_PAGE, "So many messages one look asks for.", "50");

  static final Setting<Boolean> CONFIRM =
      flag(
          "PROVISIONING_CONFIRM_MESSAGE",
          "Whether a message is looked for once more just before its container is made.");

  static final Setting<Boolean> ORPHANS =
      flag(
          "PROVISIONING_DELETE_ORPHANS",
          "Whether a container is deleted that runs while its message has gone.");

  static final Setting<Integer> ORPHAN_PAGE =
      whole(
          "PROVISIONING_ORPHAN_PEEK_MAX",
          1,
          LARGEST_PAGE,
          "So many messages one look for messages that have gone asks for.",
          "50");

  static final Setting<Integer> ORPHAN_CHECKS =
      whole(
          "PROVISIONING_ORPHAN_CONFIRM_CHECKS",
          1,
          100,
          "So many looks must find the message gone.",
          "2");

  static final Setting<Double> ORPHAN_INTERVAL =
      number(
          "PROVISIONING_ORPHAN_CONFIRM_INTERVAL_SECONDS",
          0,
          3600,
          "Seconds between two of these looks.",
          "5");

  static final List<Setting<?>> ALL =
      List.of(
          CAPACITY,
          CPU,
          MULTIPLIER,
          LEAST_MEMORY,
          MOST_MEMORY,
          STEPS,
          ATTEMPTS,
          RETRY_WAIT,
          INTERVAL,
          WIDTH,
          PAGE,
          CONFIRM,
          ORPHANS,
          ORPHAN_PAGE,
          ORPHAN_CHECKS,
          ORPHAN_INTERVAL);

  private ScalerPaceKeys() {}

  private static Setting<Integer> whole(
      String name, int least, int most, String description, String fallback) {
    return Setting.of(name, SCALER, Parsers.whole(least, most), description).byDefault(fallback);
  }

  private static Setting<Double> number(
      String name, double least, double most, String description, String fallback) {
    return Setting.of(name, SCALER, Parsers.number(least, most), description).byDefault(fallback);
  }

  private static Setting<Boolean> flag(String name, String description) {
    return Setting.of(name, SCALER, Parsers.YES_NO, description).byDefault("true");
  }
}
