package io.haymaker.server.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something took, each time that it happened, as a histogram. What is told before anybody
 * collects metrics is kept until then.
 */
public final class Timings {
  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6)
  };
  private static final int KEPT = 1000;

  private final String name;
  private final String what;
  private final String tag;
  private final List<MeterRegistry> registries = new ArrayList<>();
  private final List<Taken> early = new ArrayList<>();

  private record Taken(String of, Duration time) {}

  /**
   * @param name with dots, beginning with {@code haymaker}
   * @param what one line for people
   * @param tag the key that tells what it was measured of
   */
  public Timings(String name, String what, String tag) {
    this.name = name;
    this.what = what;
    this.tag = tag;
  }

  /**
   * It happened once more.
   *
   * @param of the tag's value
   * @param time a negative one, of clocks that disagree, counts as none
   */
  public synchronized void add(String of, Duration time) {
    var taken = new Taken(of, time.isNegative() ? Duration.ZERO : time);
    if (registries.isEmpty()) {
      if (early.size() < KEPT) {
        early.add(taken);
      }
      return;
    }
    registries.forEach(registry -> record(registry, taken));
  }

  synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    early.forEach(taken -> record(registry, taken));
    early.clear();
  }

  private void record(MeterRegistry registry, Taken taken) {
    Timer.builder(name)
        .description(what)
        .tag(tag, taken.of())
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(taken.time());
  }
}
