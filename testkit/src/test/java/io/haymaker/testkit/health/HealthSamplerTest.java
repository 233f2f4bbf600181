package io.haymaker.testkit.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.health.HealthReader;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.HealthSampler;
import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.health.Vitals;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.testkit.engine.EngineOperation;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthSamplerTest {
  private static final Instant START = Instant.parse("2026-03-10T08:00:30Z");
  private static final HealthSettings SETTINGS =
      new HealthSettings(Duration.ofSeconds(60), 7, new HealthThresholds(75, 90));

  private final MovableClock clock = new MovableClock(START);
  private final FakeEngine engine = new FakeEngine(clock);
  private final InMemoryStore store = new InMemoryStore();
  private final HealthSampler sampler = new HealthSampler(engine, store.health(), SETTINGS, clock);

  @BeforeEach
  void image() {
    engine.machine().has("api:1", Program.runs().using(0.4, 30L << 20));
  }

  private InstanceId launch(String name) {
    var limits = new Limits(OptionalDouble.of(0.5), OptionalLong.of(100L << 20));
    Outcome<Instance> made =
        engine.launch(new InstanceSpec(name, "api:1", limits, Map.of(), List.of(), false));
    assertThat(made).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<Instance>) made).value().id();
  }

  private List<HealthRecords.Point> history(InstanceId id) {
    return store
        .health()
        .history(
            id, Instant.EPOCH, clock.instant().plus(Duration.ofDays(1)), Duration.ofSeconds(1));
  }

  @Test
  void everyContainerOfOursIsSampledAtOnce() {
    InstanceId runs = launch("api-1");
    InstanceId ended = launch("api-2");
    engine.machine().end(ended, 1);
    InstanceId foreign = engine.machine().plantForeign("old", "api:1");

    sampler.look();

    assertThat(history(runs))
        .containsExactly(
            new HealthRecords.Point(
                START, 80, 80, 30, 30, OptionalDouble.of(40), HealthStatus.WARNING, 1));
    assertThat(history(ended))
        .extracting(HealthRecords.Point::worst)
        .containsExactly(HealthStatus.STOPPED);
    assertThat(history(foreign)).isEmpty();
  }

  @Test
  void itComesAgainAtWholeIntervalsHoweverLateItWas() {
    assertThat(sampler.look()).isEqualTo(Instant.parse("2026-03-10T08:01:00Z"));

    clock.set(Instant.parse("2026-03-10T08:01:00Z"));
    assertThat(sampler.look()).isEqualTo(Instant.parse("2026-03-10T08:02:00Z"));

    clock.set(Instant.parse("2026-03-10T08:03:59Z"));
    assertThat(sampler.look()).isEqualTo(Instant.parse("2026-03-10T08:04:00Z"));
  }

  @Test
  void whileTheEngineIsAwayNothingIsWrittenAndItComesAgain() {
    InstanceId id = launch("api-1");
    for (EngineOperation away :
        List.of(EngineOperation.HOST, EngineOperation.INSTANCES, EngineOperation.USAGE)) {
      engine.faults().on(away).couldNotLook("EngineAway");
      assertThat(sampler.look()).isAfter(clock.instant());
      engine.faults().healAll();
    }
    assertThat(history(id)).isEmpty();

    sampler.look();
    assertThat(history(id)).hasSize(1);
  }

  @Test
  void aContainerThatVanishesMeanwhileIsLeftOutAndTheOthersAreNot() {
    InstanceId vanishes = launch("api-1");
    InstanceId stays = launch("api-2");
    engine.machine().duringListing(() -> engine.machine().vanish(vanishes));

    sampler.look();

    assertThat(history(vanishes)).isEmpty();
    assertThat(history(stays)).hasSize(1);
  }

  @Test
  void daysBeyondTheRetentionAreForgotten() {
    InstanceId id = launch("api-1");
    sampler.look();
    clock.advance(Duration.ofDays(7));
    sampler.look();
    assertThat(history(id)).hasSize(2);

    clock.advance(Duration.ofDays(1));
    sampler.look();
    assertThat(history(id))
        .extracting(HealthRecords.Point::at)
        .containsExactly(START.plus(Duration.ofDays(7)), START.plus(Duration.ofDays(8)));
  }

  @Test
  void oneIsMeasuredWhenSomebodyAsks() {
    InstanceId id = launch("api-1");
    engine.machine().uses(id, 0.46, 10L << 20);
    var reader = new HealthReader(engine, SETTINGS.thresholds());

    assertThat(reader.of("api-1"))
        .isEqualTo(
            Look.found(
                new Vitals(
                    OptionalDouble.of(92),
                    OptionalDouble.of(10),
                    OptionalDouble.of(40),
                    HealthStatus.CRITICAL,
                    List.of("cpu 92.00 %, critical above 90.0 %"))));
    assertThat(reader.of("nobody")).isEqualTo(Look.absent());
    engine.machine().goAway();
    assertThat(reader.of("api-1")).isInstanceOf(Look.CouldNotLook.class);
  }
}
