package io.haymaker.server.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.server.scaler.ScalerMeasures;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.runtime.RuntimeOperation;
import io.haymaker.testkit.scaler.FakeQueues;
import io.haymaker.testkit.scaler.SmallScaler;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The numbers of a scaler with room for two, as who collects metrics is shown them. */
class ScalerMeasuresTest {
  private static final ScalerName NAME = new ScalerName("osw");

  private final MovableClock clock = new MovableClock();
  private final InMemoryStore store = new InMemoryStore();
  private final FakeRuntime runtime = new FakeRuntime(store.installation().id(), clock);
  private final FakeQueues queues = new FakeQueues(clock);
  private final ScalerWorld world =
      SmallScaler.world(NAME, Map.of(), store, runtime, queues, clock);
  private final ScalerDesk desk = new ScalerDesk(List.of(world), (_, _) -> {});
  private final ScalerMeasures measures = new ScalerMeasures(desk, clock);
  private final List<Sampled> sampled =
      measures.measures().sampled().stream().map(Sampled::new).toList();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  ScalerMeasuresTest() {
    sampled.forEach(one -> one.bindTo(registry));
    measures.measures().timed().forEach(one -> one.bindTo(registry));
  }

  private void passAfter(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    measures.passed(NAME, new ScalerPass(world).run());
  }

  private WaitingMessage sentAfter(int seconds, String id) {
    clock.advance(Duration.ofSeconds(seconds));
    return queues.send("roads", id, "1");
  }

  private double shown(String name) {
    sampled.forEach(Sampled::ask);
    return registry.get("haymaker.scaler." + name).tag("scaler", "osw").gauge().value();
  }

  private double ended(String how) {
    sampled.forEach(Sampled::ask);
    return registry
        .get("haymaker.scaler.ended")
        .tags("scaler", "osw", "how", how)
        .functionCounter()
        .count();
  }

  private void assertDelays(String name, long count, double seconds) {
    Timer timer = registry.get("haymaker.scaler." + name).tag("scaler", "osw").timer();
    assertThat(timer.count()).isEqualTo(count);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(seconds);
  }

  private void end(WaitingMessage message, ContainerState state) {
    runtime.launched().stream()
        .filter(spec -> message.messageId().orElseThrow().equals(spec.labels().get("message_id")))
        .forEach(spec -> runtime.end(spec.name(), state));
  }

  @Test
  void whatWaitsWhatRunsAndWhatIsRefusedIsCountedAndTheOldestGrowsOlder() {
    sentAfter(0, "m-1");
    sentAfter(3, "m-2");
    sentAfter(4, "m-3");
    sentAfter(2, "m-4");
    queues.send("roads", "bad", "plenty");
    queues.send("roads", "worse", "NaN");
    queues.send("roads", "", "1");
    passAfter(5);

    assertThat(shown("active")).isEqualTo(2);
    assertThat(shown("capacity")).isEqualTo(2);
    assertThat(shown("refused")).isEqualTo(3);
    assertThat(shown("poison")).isZero();
    assertThat(shown("problems")).isZero();
    assertThat(shown("paused")).isZero();
    assertThat(shown("oldest.seconds")).as("the third's").isEqualTo(7);
    clock.advance(Duration.ofMillis(30_500));
    assertThat(shown("oldest.seconds")).isEqualTo(37.5);

    desk.pause(NAME);
    assertThat(shown("paused")).isEqualTo(1);
  }

  @Test
  void whereNothingWaitsTheOldestIsOfNoAge() {
    sentAfter(0, "m-1");
    passAfter(5);
    clock.advance(Duration.ofMinutes(1));
    assertThat(shown("oldest.seconds")).isZero();
    assertThat(shown("active")).isEqualTo(1);
  }

  @Test
  void delaysAreFromAMessagesArrivalToTheRequestAndToTheRunningOfItsContainer() {
    runtime.behave(Behaviour.runs().startingAfter(Duration.ofSeconds(10)));
    sentAfter(0, "m-1");
    sentAfter(3, "m-2");
    passAfter(5);
    assertDelays("launch.delay", 2, 8 + 5);
    assertThat(registry.find("haymaker.scaler.start.delay").timers()).isEmpty();

    passAfter(60);
    passAfter(60);
    assertDelays("launch.delay", 2, 8 + 5);
    assertDelays("start.delay", 2, 18 + 15);
  }

  @Test
  void endsAreCountedByHowTheyCame() {
    WaitingMessage well = sentAfter(0, "well");
    WaitingMessage badly = sentAfter(0, "badly");
    passAfter(0);
    queues.settle(well);
    end(well, new ContainerState.Succeeded());
    end(badly, new ContainerState.Failed("exit code 3"));
    passAfter(1);
    queues.settle(badly);
    WaitingMessage gone = sentAfter(1, "gone");
    passAfter(1);
    queues.settle(gone);
    passAfter(1);
    runtime.faults().on(RuntimeOperation.LAUNCH).refuse("InaccessibleImage");
    sentAfter(1, "unwanted");
    sentAfter(0, "unwanted too");
    passAfter(1);

    assertThat(ended("succeeded")).isEqualTo(1);
    assertThat(ended("failed")).isEqualTo(1);
    assertThat(ended("orphaned")).isEqualTo(1);
    assertThat(ended("refused")).isEqualTo(2);
    assertThat(shown("active")).isZero();
  }

  @Test
  void aMessageThatHadAllItsContainersIsCountedAsPoison() {
    runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(1), "exit code 1"));
    sentAfter(0, "m-1");
    for (int i = 0; i < 7; i++) {
      passAfter(300);
    }
    assertThat(shown("poison")).isEqualTo(1);
    assertThat(ended("failed")).isEqualTo(3);
    assertThat(shown("oldest.seconds")).isZero();
  }

  @Test
  void whatCouldNotBeLookedAtIsCounted() {
    queues.subscription("shops");
    queues.readable("shops", false);
    passAfter(1);
    assertThat(shown("problems")).isEqualTo(1);
  }
}
