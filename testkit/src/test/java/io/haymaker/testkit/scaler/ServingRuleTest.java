package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.SteppedPorts;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** New messages are served at the cost of one listing; all else waits for the usual pass. */
final class ServingRuleTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore();
  private final FakeRuntime runtime = new FakeRuntime(store.installation().id(), clock);
  private final FakeQueues queues = new FakeQueues(clock);
  private final List<String> asked = new ArrayList<>();
  private boolean came;
  private final ScalerChore chore =
      new ScalerChore(world(), Duration.ofMinutes(1), (_, _) -> {}, () -> came);

  private ScalerWorld world() {
    var gate =
        new Gate() {
          @Override
          void before(Step step) {
            if (step.what().startsWith("ContainerRuntime.")) {
              asked.add(step.what().substring("ContainerRuntime.".length()));
            }
          }
        };
    return new SteppedPorts(gate)
        .world(SmallScaler.world(new ScalerName("osw"), Map.of(), store, runtime, queues, clock));
  }

  private Instant lookAsMessagesCame() {
    asked.clear();
    came = true;
    return chore.look();
  }

  private List<String> live() {
    return runtime.present().stream()
        .filter(view -> !view.state().isTerminal())
        .map(view -> Optional.ofNullable(view.labels().get("message_id")).orElse(""))
        .toList();
  }

  private void ends(String id) {
    runtime.present().stream()
        .filter(view -> id.equals(view.labels().get("message_id")))
        .forEach(view -> runtime.end(view.handle().name(), new ContainerState.Succeeded()));
  }

  @Test
  void whenMessagesComeStatesAreNotRead() {
    queues.subscription("sub");
    Instant due = chore.look();
    queues.send("sub", "m1", "1");
    clock.advance(Duration.ofSeconds(10));

    assertThat(lookAsMessagesCame()).as("the usual pass is not put off").isEqualTo(due);
    assertThat(asked).containsExactly("glance", "launchNew");
    assertThat(live()).containsExactly("m1");
  }

  @Test
  void whatHasEndedIsClearedAwayByTheUsualPass() {
    var message = queues.send("sub", "m1", "1");
    Instant due = chore.look();
    ends("m1");
    queues.settle(message);
    lookAsMessagesCame();
    assertThat(runtime.present()).as("it ended, and nobody looked").hasSize(1);

    clock.set(due);
    lookAsMessagesCame();
    assertThat(asked).as("also when messages come without an end").contains("list", "destroy");
    assertThat(runtime.present()).isEmpty();
  }

  @Test
  void whenThereIsNoRoomWhatHasEndedIsClearedAwayAtOnce() {
    var message = queues.send("sub", "m1", "1");
    queues.send("sub", "m2", "1");
    chore.look();
    ends("m1");
    queues.settle(message);
    queues.send("sub", "m3", "1");

    lookAsMessagesCame();
    assertThat(live()).containsExactlyInAnyOrder("m2", "m3");
  }
}
