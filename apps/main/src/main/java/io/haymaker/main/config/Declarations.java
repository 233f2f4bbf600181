package io.haymaker.main.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every setting that there is. */
final class Declarations {
  static final List<Setting<?>> ALL =
      Stream.of(
              CloudKeys.ALL,
              ContainerKeys.ALL,
              BusKeys.ALL,
              RunKeys.ALL,
              CleanupKeys.ALL,
              HealthKeys.ALL,
              ScalingKeys.ALL,
              ScalerKeys.ALL,
              ScalerPaceKeys.ALL,
              StateKeys.ALL,
              TelemetryKeys.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Declarations() {}

  static boolean knows(String name) {
    return ALL.stream().anyMatch(setting -> setting.name().equals(name));
  }

  /** The known name that looks most like it, if one looks like it at all. */
  static Optional<String> nearest(String name) {
    String wanted = name.toUpperCase(java.util.Locale.ROOT).replace('-', '_').replace('.', '_');
    String best = "";
    int least = Integer.MAX_VALUE;
    for (Setting<?> setting : ALL) {
      int distance = distance(wanted, setting.name());
      if (distance < least) {
        least = distance;
        best = setting.name();
      }
    }
    return least <= Math.max(2, wanted.length() / 3) ? Optional.of(best) : Optional.empty();
  }

  /** How many letters to add, take away or change (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] here = new int[above.length];
      here[0] = row;
      for (int column = 1; column < here.length; column++) {
        int change = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
        here[column] = Math.min(change, 1 + Math.min(above[column], here[column - 1]));
      }
      above = here;
    }
    return above[other.length()];
  }
}
