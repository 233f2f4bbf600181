package io.haymaker.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One number that came out, over what it is measured by.
 *
 * @param what in words, e.g. {@code wall time over the critical path}
 * @param measured with its unit
 * @param yardstick with its unit
 * @param most the largest ratio that is good; empty when it is only told
 */
public record Ratio(
    String what, String measured, String yardstick, double ratio, OptionalDouble most) {

  /** A ratio that may not be larger. */
  public static Ratio atMost(
      double most, String what, String measured, String yardstick, double ratio) {
    return new Ratio(what, measured, yardstick, ratio, OptionalDouble.of(most));
  }

  /** A ratio that is only told. */
  public static Ratio told(String what, String measured, String yardstick, double ratio) {
    return new Ratio(what, measured, yardstick, ratio, OptionalDouble.empty());
  }

  boolean isGood() {
    return ratio <= most.orElse(Double.MAX_VALUE);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-52s %14s / %-14s = %6.2f  %s",
        what,
        measured,
        yardstick,
        ratio,
        most.isPresent()
            ? String.format(
                Locale.ROOT, "%s (at most %.2f)", isGood() ? "ok" : "MISSED", most.getAsDouble())
            : "");
  }
}
