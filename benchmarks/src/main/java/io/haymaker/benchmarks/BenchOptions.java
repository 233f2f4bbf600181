package io.haymaker.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a benchmark is wanted.
 *
 * @param names of the benchmarks; empty = all
 * @param parts of those that have parts; empty = all
 * @param scale what their standard numbers are multiplied by, above 0 and at most 1
 * @param rounds how often each part is measured, 1 or more; the median counts
 */
public record BenchOptions(List<String> names, Set<String> parts, double scale, int rounds) {
  public BenchOptions {
    names = List.copyOf(names);
    parts = Set.copyOf(parts);
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException("--scale must be above 0 and at most 1, is " + scale);
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be 1 or more, is " + rounds);
    }
  }

  /**
   * Reads {@code [NAME...] [--part=NAME,...] [--scale=NUMBER] [--rounds=NUMBER]}.
   *
   * @throws IllegalArgumentException when it is something else, in words for the user
   */
  public static BenchOptions of(String... arguments) {
    var names = new ArrayList<String>();
    var parts = new HashSet<String>();
    double scale = 1;
    int rounds = 3;
    for (String argument : arguments) {
      if (!argument.startsWith("--")) {
        names.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String value = equals < 0 ? "" : argument.substring(equals + 1);
      switch (equals < 0 ? argument : argument.substring(0, equals)) {
        case "--part" -> parts.addAll(List.of(value.split(",")));
        case "--scale" -> scale = number(argument, value);
        case "--rounds" -> rounds = (int) number(argument, value);
        default -> throw new IllegalArgumentException("there is no option " + argument);
      }
    }
    return new BenchOptions(names, parts, scale, rounds);
  }

  private static double number(String argument, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(argument + ": not a number", e);
    }
  }

  /** Whether this part is wanted. */
  public boolean wants(String part) {
    return parts.isEmpty() || parts.contains(part);
  }

  /** A standard number, made smaller; 1 or more. */
  public int scaled(int number) {
    return (int) Math.max(1, Math.round(number * scale));
  }
}
