package io.haymaker.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turn by turn, on an engine in memory. */
class WatchRoundTest {
  private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");

  private final MovableClock clock = new MovableClock(START);
  private final FakeEngine engine = new FakeEngine(clock);
  private final ContainerHistory history = new InMemoryStore().containerHistory();
  private final AtomicInteger woken = new AtomicInteger();
  private final WatchTally tally = new WatchTally();

  @BeforeEach
  void image() {
    engine.machine().has("api:1", Program.runs());
  }

  private WatchRound opened() {
    HostFacts host =
        engine.host() instanceof Look.Found<HostFacts>(HostFacts facts)
            ? facts
            : new HostFacts("none", 1, 1, Optional.empty(), 0);
    var round = new WatchRound(engine, history, _ -> woken.incrementAndGet(), host, clock, tally);
    assertThat(round.open(START)).isEmpty();
    return round;
  }

  private static Optional<Problem> turn(WatchRound round) throws InterruptedException {
    return round.turn(Duration.ZERO);
  }

  private InstanceId launch(String name) {
    clock.advance(Duration.ofSeconds(1));
    Outcome<Instance> made =
        engine.launch(
            new InstanceSpec(
                name, "api:1", Limits.NONE, Map.of(), List.of(PortRequest.tcp(80)), false));
    assertThat(made).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<Instance>) made).value().id();
  }

  private List<ContainerEvent> events() {
    return history
        .find(new ContainerHistory.Query(Optional.empty(), Optional.empty(), 0, 1000))
        .stream()
        .map(ContainerHistory.Numbered::event)
        .toList();
  }

  private List<String> said(InstanceId id) {
    return events().stream()
        .filter(event -> event.containerId().equals(id.value()))
        .map(ContainerEvent::event)
        .toList();
  }

  private void letReview(WatchRound round, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      assertThat(turn(round)).isEmpty();
      clock.advance(WatchRound.REVIEW);
    }
  }

  @Test
  void whatHappensIsEnteredWithHostAndPortsAndWakes() throws InterruptedException {
    try (WatchRound round = opened()) {
      InstanceId id = launch("api-1");
      turn(round);

      assertThat(said(id)).containsExactly("create", "start");
      ContainerEvent start = events().getLast();
      assertThat(start.host()).isEqualTo("fake-host");
      assertThat(start.image()).isEqualTo("api:1");
      assertThat(start.name()).isEqualTo("api-1");
      assertThat(start.status()).isEqualTo("running");
      assertThat(start.at()).isEqualTo(START.plusSeconds(1));
      assertThat(start.ports()).containsOnlyKeys("80/tcp");
      assertThat(woken).hasValue(1);

      engine.machine().end(id, 3);
      engine.machine().vanish(id);
      turn(round);
      assertThat(said(id)).containsExactly("create", "start", "stop", "remove");
    }
  }

  @Test
  void whatIsReadAgainIsEnteredOnceAndWhatWasMissedIsEntered() throws InterruptedException {
    InstanceId id;
    try (WatchRound round = opened()) {
      id = launch("api-1");
      turn(round);
      engine.machine().cutStreams();
      assertThat(turn(round)).isPresent();
    }
    clock.advance(Duration.ofMinutes(5));
    engine.machine().end(id, 0);

    try (WatchRound round = opened()) {
      turn(round);
      assertThat(said(id)).containsExactly("create", "start", "stop");
    }
    assertThat(tally.readings()).isEqualTo(2);
    assertThat(tally.told()).as("one of them is read again").isGreaterThanOrEqualTo(3);
    assertThat(tally.found()).isZero();
  }

  @Test
  void anEventThatCameBeforeTheEndOfTheStreamIsNotLost() throws InterruptedException {
    try (WatchRound round = opened()) {
      InstanceId id = launch("api-1");
      engine.machine().cutStreams();

      assertThat(turn(round)).isEmpty();
      assertThat(said(id)).containsExactly("create", "start");
      assertThat(turn(round)).isPresent();
    }
  }

  @Test
  void whatAnEngineForgotWhenItWasStartedAgainIsFound() throws InterruptedException {
    InstanceId id = launch("api-1");
    try (WatchRound round = opened()) {
      turn(round);
    }
    engine.machine().restart();

    try (WatchRound round = opened()) {
      letReview(round, 3);
      assertThat(said(id)).containsExactly("create", "start", "stop");
    }
  }

  @Test
  void whatNobodyToldIsBelievedWhenItIsSeenTwice() throws InterruptedException {
    InstanceId known = launch("api-1");
    try (WatchRound round = opened()) {
      turn(round);
      engine.machine().tellsEvents(false);
      engine.machine().vanish(known);
      InstanceId unknown = launch("api-2");

      letReview(round, 1);
      assertThat(said(known)).containsExactly("create", "start");
      assertThat(said(unknown)).isEmpty();

      letReview(round, 3);
      assertThat(said(known)).containsExactly("create", "start", "stop", "remove");
      assertThat(said(unknown)).containsExactly("create", "start");
      assertThat(events().getLast().ports()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void whatIsToldLateIsNotEnteredTwice() throws InterruptedException {
    try (WatchRound round = opened()) {
      letReview(round, 1);
      InstanceId id = launch("api-1");
      letReview(round, 4);

      assertThat(said(id)).containsExactly("create", "start");
    }
  }

  @Test
  void anEngineThatDoesNotAnswerEndsTheRound() throws InterruptedException {
    try (WatchRound round = opened()) {
      engine.machine().hang();
      assertThat(turn(round)).isPresent();
    }
    engine.machine().goAway();
    var round =
        new WatchRound(
            engine,
            history,
            _ -> woken.incrementAndGet(),
            new HostFacts("fake-host", 1, 1, Optional.empty(), 0),
            clock,
            tally);
    assertThat(round.open(START)).isPresent();
    assertThat(turn(round)).isPresent();
    round.close();
  }
}
