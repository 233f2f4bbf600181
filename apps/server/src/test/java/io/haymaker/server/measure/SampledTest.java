package io.haymaker.server.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.server.measure.Measure.Reading;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is shown is what was told last. */
class SampledTest {
  /** What shows, kept here since a registry holds it weakly. */
  private final List<Sampled> kept = new ArrayList<>();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Map<String, Double> world = Map.of();

  private Sampled bound(Measure measure) {
    var sampled = new Sampled(measure);
    kept.add(sampled);
    sampled.bindTo(registry);
    return sampled;
  }

  private List<Reading> readings() {
    return world.entrySet().stream()
        .map(one -> new Reading(Map.of("image", one.getKey()), one.getValue()))
        .toList();
  }

  /** By the value of their tag. */
  private Map<String, Double> shown() {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .collect(
            Collectors.toMap(
                id -> String.valueOf(id.getTag("image")),
                id ->
                    id.getType() == Meter.Type.GAUGE
                        ? registry.get(id.getName()).tags(id.getTags()).gauge().value()
                        : registry.get(id.getName()).tags(id.getTags()).functionCounter().count()));
  }

  @Test
  void whatIsNotThereAnyMoreIsNotShown() {
    var sampled = bound(Measure.each("haymaker.x", "x", this::readings));
    world = Map.of("a", 1.0, "b", 2.0);
    sampled.ask();
    assertThat(shown()).isEqualTo(Map.of("a", 1.0, "b", 2.0));
    world = Map.of("b", 3.0, "c", 4.0);
    sampled.ask();
    assertThat(shown()).isEqualTo(Map.of("b", 3.0, "c", 4.0));
  }

  @Test
  void whatCannotBeAskedForIsNoNumberUntilItCanBe() {
    var sampled =
        bound(
            Measure.of(
                "haymaker.x",
                "x",
                Map.of("image", "a"),
                () -> {
                  if (world.isEmpty()) {
                    throw new IllegalStateException("away");
                  }
                  return 5;
                }));
    sampled.ask();
    assertThat(shown()).isEqualTo(Map.of("a", Double.NaN));
    world = Map.of("back", 1.0);
    sampled.ask();
    assertThat(shown()).isEqualTo(Map.of("a", 5.0));
  }

  @Test
  void whatOnlyGoesUpStays() {
    var sampled = bound(Measure.counted("haymaker.x", "x", this::readings));
    world = Map.of("a", 7.0);
    sampled.ask();
    world = Map.of();
    sampled.ask();
    assertThat(shown()).isEqualTo(Map.of("a", 7.0));
  }

  @Test
  void whatHappenedBeforeAnybodyCollectedIsCountedToo() {
    var timings = new Timings("haymaker.t", "t", "scaler");
    timings.add("osw", Duration.ofSeconds(3));
    timings.bindTo(registry);
    timings.add("osw", Duration.ofSeconds(-1));
    var timer = registry.get("haymaker.t").tag("scaler", "osw").timer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(3.0);
  }
}
