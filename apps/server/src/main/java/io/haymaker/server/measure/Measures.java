package io.haymaker.server.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that the server's parts tell about themselves in numbers.
 *
 * @param sampled asked for now and then
 * @param timed told as it happens
 */
public record Measures(List<Measure> sampled, List<Timings> timed) {
  public Measures {
    sampled = List.copyOf(sampled);
    timed = List.copyOf(timed);
  }

  /** Those alone. */
  public static Measures of(List<Measure> sampled) {
    return new Measures(sampled, List.of());
  }

  /** These, and those. */
  public Measures and(Measures others) {
    return new Measures(
        Stream.concat(sampled.stream(), others.sampled.stream()).toList(),
        Stream.concat(timed.stream(), others.timed.stream()).toList());
  }
}
