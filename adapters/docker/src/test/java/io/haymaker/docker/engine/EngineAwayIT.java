package io.haymaker.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** An engine that is killed, hangs, and comes back. */
@EnabledIf(
    value = "io.haymaker.docker.engine.PrivateEngine#isPossible",
    disabledReason = "no Docker engine can be started: no root, no dockerd or no static busybox")
class EngineAwayIT {
  /** Far more than seven calls may take, and far less than one would hang. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private final InstallationId installation = new InstallationId("away-test");
  private final List<EngineEvent> heard = new CopyOnWriteArrayList<>();
  private PrivateEngine machine;
  private DockerEngine docker;
  private ContainerEngine engine;

  /** Gives up soon; asked only while nobody answers. */
  private ContainerEngine hasty;

  @BeforeEach
  void start() throws Exception {
    machine = PrivateEngine.start();
    docker = Engine.open(machine.host());
    engine = waiting(Duration.ofSeconds(60));
    hasty = waiting(Duration.ofMillis(400));
  }

  private ContainerEngine waiting(Duration bound) {
    return new DockerContainerEngine(
        docker, new EngineSettings(installation, "127.0.0.1", bound), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    machine.goOn();
    machine.clear(docker);
    docker.close();
    machine.stop();
  }

  @Test
  void whatHappenedWhileNobodyWatchedIsReadFromTheLastSeenTimeOn() throws Exception {
    Reading first = watch(Optional.empty());
    Instance before = launch("before");
    await("the start", () -> heard.stream().anyMatch(e -> e.kind() == EngineEvent.Kind.START));
    Instant last = heard.getLast().at();
    machine.kill();
    await("the end of the stream", first::isOver);

    machine.startAgain();
    Instance meanwhile = launch("meanwhile");
    heard.clear();
    watch(Optional.of(last));

    await(
        "the events of the gap",
        () ->
            heard.stream()
                .anyMatch(
                    e -> e.id().equals(meanwhile.id()) && e.kind() == EngineEvent.Kind.START));
    assertThat(heard)
        .filteredOn(event -> event.id().equals(meanwhile.id()))
        .extracting(EngineEvent::kind, EngineEvent::name, EngineEvent::image)
        .startsWith(tuple(EngineEvent.Kind.CREATE, "meanwhile", Engine.RUNS));
    Listing<Instance> there = engine.instances();
    assertThat(there).isInstanceOf(Listing.Complete.class);
    assertThat(((Listing.Complete<Instance>) there).items())
        .extracting(Instance::id)
        .containsExactlyInAnyOrder(before.id(), meanwhile.id());
  }

  @Test
  void anEngineThatIsAwayIsNoEmptyOne() throws Exception {
    Instance there = launch("there");
    machine.kill();

    nothingIsKnown(there);

    machine.startAgain();
    assertThat(engine.instances()).isInstanceOf(Listing.Complete.class);
  }

  @Test
  void anEngineThatHangsHangsNobody() throws Exception {
    Instance there = launch("there");
    Reading reading = watch(Optional.empty());
    machine.hold();

    nothingIsKnown(there);

    machine.goOn();
    await("an answer", () -> engine.instances() instanceof Listing.Complete);
    assertThat(reading.isOver()).isFalse();
    await("the engine", () -> engine.remove(there.id()).isDone());
    await("the removal", () -> heard.stream().anyMatch(e -> e.kind() == EngineEvent.Kind.REMOVE));
  }

  private void nothingIsKnown(Instance there) {
    long begun = System.nanoTime();
    assertThat(hasty.instances()).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(hasty.instance(there.id().value())).isInstanceOf(Look.CouldNotLook.class);
    assertThat(hasty.host()).isInstanceOf(Look.CouldNotLook.class);
    assertThat(hasty.usage(Duration.ZERO)).isInstanceOf(Listing.CouldNotLook.class);
    assertThat(hasty.launch(spec("more"))).isInstanceOf(Outcome.Busy.class);
    assertThat(hasty.remove(there.id())).isInstanceOf(Outcome.Busy.class);
    assertThat(hasty.watch(Optional.empty(), heard::add)).isInstanceOf(Outcome.Busy.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
  }

  private Reading watch(Optional<Instant> since) {
    return done(engine.watch(since, heard::add));
  }

  private Instance launch(String name) {
    return done(engine.launch(spec(name)));
  }

  private static InstanceSpec spec(String name) {
    return new InstanceSpec(name, Engine.RUNS, Limits.NONE, Map.of(), List.of(), false);
  }

  private static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T>(T value)) {
      return value;
    }
    throw new AssertionError("expected it to be done, but: " + outcome);
  }

  private static void await(String what, BooleanSupplier condition) {
    for (int looks = 0; looks < 1200; looks++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("it does not come: " + what);
  }
}
