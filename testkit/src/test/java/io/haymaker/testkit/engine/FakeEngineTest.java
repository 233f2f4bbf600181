package io.haymaker.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeEngineTest extends ContainerEngineContract {
  private final MovableClock clock = new MovableClock();
  private final FakeEngine engine = new FakeEngine(clock);
  private final FakeMachine machine = engine.machine();
  private final List<EngineEvent> heard = new ArrayList<>();

  @BeforeEach
  void images() {
    machine.has("runs:1", Program.runs());
    machine.has("dies:1", Program.endsAfter(Duration.ofSeconds(3), 3));
    machine.has("writes:1", Program.runs().writing("line 1", "line 2", "line 3"));
    machine.has("broken:1", Program.cannotStart("no such program"));
  }

  @Override
  protected ContainerEngine engine() {
    return engine;
  }

  @Override
  protected String runs() {
    return "runs:1";
  }

  @Override
  protected String endsBadly() {
    return "dies:1";
  }

  @Override
  protected String writesThreeLines() {
    return "writes:1";
  }

  @Override
  protected String cannotStart() {
    return "broken:1";
  }

  @Override
  protected int freePort() {
    return 8080;
  }

  @Override
  protected void hold(int port) {
    machine.holdPort(port);
  }

  @Override
  protected InstanceId plantForeign(String name) {
    return machine.plantForeign(name, runs());
  }

  @Override
  protected InstanceId plantUnmanaged(String name) {
    return machine.plantUnmanaged(name, runs());
  }

  @Override
  protected InstanceId plantOfAnother(String name) {
    return machine.plantOfAnother(name, runs());
  }

  @Override
  protected void killBehindOurBack(InstanceId id) {
    machine.end(id, 137);
  }

  @Override
  protected void uproot(InstanceId id) {
    machine.vanish(id);
  }

  @Override
  protected boolean runsBehindOurBack(InstanceId id) {
    return machine.present().stream().anyMatch(i -> i.id().equals(id) && i.isRunning());
  }

  @Override
  protected List<String> namesOfAll() {
    return machine.present().stream().map(Instance::name).toList();
  }

  @Override
  protected void letSomeTimePass() {
    clock.advance(Duration.ofSeconds(1));
  }

  private Reading watch(Optional<Instant> since) {
    return done(engine.watch(since, heard::add));
  }

  private List<EngineEvent.Kind> kinds() {
    return heard.stream().map(EngineEvent::kind).toList();
  }

  @Test
  void aProgramThatDiesIsToldWithTheTimeAtWhichItDied() {
    watch(Optional.empty());
    Instance mayfly = done(engine.launch(spec("mayfly", "dies:1")));
    Instant launched = clock.instant();

    clock.advance(Duration.ofSeconds(10));
    machine.settle();

    assertThat(heard.getLast())
        .isEqualTo(
            new EngineEvent(
                mayfly.id(),
                mayfly.name(),
                "dies:1",
                EngineEvent.Kind.STOP,
                launched.plusSeconds(3),
                OptionalInt.of(3)));
    assertThat(found(mayfly.id()).state()).isEqualTo(new InstanceState.Ended(OptionalInt.of(3)));
  }

  @Test
  void whatHappensWhileNobodyListensIsReadFromTheLastSeenTimeOn() {
    Reading reading = watch(Optional.empty());
    Instance seen = launched("seen");
    Instant last = heard.getLast().at();
    machine.cutStreams();
    clock.advance(Duration.ofSeconds(5));
    engine.remove(seen.id());

    watch(Optional.of(last.plusMillis(1)));

    assertThat(reading.isOver()).isTrue();
    assertThat(kinds())
        .containsExactly(
            EngineEvent.Kind.CREATE,
            EngineEvent.Kind.START,
            EngineEvent.Kind.STOP,
            EngineEvent.Kind.REMOVE);
  }

  @Test
  void anEngineThatIsRestartedRemembersNothingAndItsContainersHaveEnded() {
    Instance there = launched("there");
    machine.restart();

    watch(Optional.of(Instant.EPOCH));

    assertThat(heard).isEmpty();
    assertThat(found(there.id()).isRunning()).isFalse();
  }

  @Test
  void eventsThatTheEngineMissesAreNeverTold() {
    watch(Optional.empty());
    machine.tellsEvents(false);
    Instance unseen = launched("unseen");
    machine.tellsEvents(true);
    engine.remove(unseen.id());

    assertThat(kinds()).containsExactly(EngineEvent.Kind.STOP, EngineEvent.Kind.REMOVE);
  }

  @Test
  void anEngineThatIsAwayLooksLikeNoEmptyOne() {
    Instance there = launched("there");
    Reading reading = watch(Optional.empty());
    machine.goAway();

    assertThat(engine.instances()).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(engine.host()).isInstanceOf(Look.CouldNotLook.class);
    assertThat(engine.launch(spec("more"))).isInstanceOf(Outcome.Busy.class);
    assertThat(engine.remove(there.id())).isInstanceOf(Outcome.Busy.class);
    assertThat(reading.isOver()).isTrue();
    machine.comeBack();
    assertThat(mine()).hasSize(1);
  }

  @Test
  void anEngineThatHangsTellsLaterWhatHappened() {
    Instance there = launched("there");
    Reading reading = watch(Optional.empty());
    machine.hang();
    machine.end(there.id(), 1);
    assertThat(engine.instances()).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(heard).isEmpty();

    machine.comeBack();

    assertThat(reading.isOver()).isFalse();
    assertThat(kinds()).containsExactly(EngineEvent.Kind.STOP);
  }

  @Test
  void whatVanishesDuringAListingIsLeftOut() {
    Instance vanishes = launched("vanishes");
    Instance stays = launched("stays");
    machine.duringListing(() -> machine.vanish(vanishes.id()));

    assertThat(mine()).extracting(Instance::id).containsExactly(stays.id());
  }

  @Test
  void anImageOfTheRegistryIsThereOnceItIsPulled() {
    machine.offers("far:1", Program.runs());
    refused(engine.launch(spec("far", "far:1")), ContainerEngine.NO_IMAGE);

    done(engine.pull("far:1", _ -> {}));

    assertThat(done(engine.launch(spec("far", "far:1"))).isRunning()).isTrue();
    refused(engine.pull("nowhere:1", _ -> {}), ContainerEngine.NO_IMAGE);
  }

  @Test
  void anEventThatIsCausedByAListenerComesAfterTheOneThatHeHears() {
    done(
        engine.watch(
            Optional.empty(),
            event -> {
              if (event.kind() == EngineEvent.Kind.START) {
                engine.remove(event.id());
              }
              heard.add(event);
            }));

    launched("short");

    assertThat(kinds())
        .containsExactly(
            EngineEvent.Kind.CREATE,
            EngineEvent.Kind.START,
            EngineEvent.Kind.STOP,
            EngineEvent.Kind.REMOVE);
  }

  @Test
  void anAnswerCanBeLostAfterItsEffect() {
    engine.faults().on(EngineOperation.LAUNCH).unknownWithEffect();

    assertThat(engine.launch(spec("lost"))).isInstanceOf(Outcome.Unknown.class);
    assertThat(mine()).hasSize(1);
  }
}
