package io.haymaker.benchmarks.containers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How long calls took.
 *
 * @param wallSeconds from the first begin to the last end
 * @param callSeconds of each call, in ascending order
 */
record Timing(double wallSeconds, List<Double> callSeconds) {
  Timing {
    callSeconds = callSeconds.stream().sorted().toList();
  }

  static Timing of(long wallNanos, long[] callNanos) {
    return new Timing(
        wallNanos / 1e9, Arrays.stream(callNanos).mapToObj(nanos -> nanos / 1e9).toList());
  }

  /**
   * The call that so many per cent of all do not exceed.
   *
   * @param percent above 0, at most 100
   */
  double percentile(double percent) {
    return callSeconds.get((int) Math.ceil(callSeconds.size() * percent / 100) - 1);
  }

  double median() {
    return percentile(50);
  }

  double p99() {
    return percentile(99);
  }

  /** The middle one; of an even number the upper of the two. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
    return median(rounds.stream().mapToDouble(value).toArray());
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.1f ms", seconds * 1e3);
  }
}
