package io.haymaker.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.ContainerEngine.Reading;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.runtime.PortRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every container engine does with the containers of an installation. */
public abstract class ContainerEngineContract extends EngineUnderTest {

  @Test
  void itTellsOnWhatItRuns() {
    HostFacts host = found(engine().host());

    assertThat(host.name()).isNotBlank();
    assertThat(host.cores()).isPositive();
    assertThat(host.memoryBytes()).isGreaterThan(64L << 20);
    launched("counted");
    assertThat(found(engine().host()).running()).isPositive();
  }

  @Test
  void itsImagesAreListedAndFoundByNameAndId() {
    Image image = found(engine().image(runs()));

    assertThat(image.names()).contains(runs());
    assertThat(complete(engine().images()).stream().map(Image::id)).contains(image.id());
    assertThat(engine().image("haymaker-test/no-such-image:1")).isInstanceOf(Look.Absent.class);
    assertThat(done(engine().pull(runs(), _ -> {})).id())
        .as("an image that is there need not be fetched")
        .isEqualTo(image.id());
  }

  @Test
  void whatIsLaunchedRunsAndIsListedAsItWasAsked() {
    Instance launched = launched("one");

    assertThat(launched.isRunning()).isTrue();
    assertThat(launched.name()).isEqualTo(name("one"));
    assertThat(launched.image()).isEqualTo(runs());
    assertThat(launched.ours()).isTrue();
    assertThat(launched.limits()).isEqualTo(SMALL);
    assertThat(listed(launched.id())).contains(launched);
    assertThat(runsBehindOurBack(launched.id())).isTrue();
  }

  @Test
  void withoutLimitsItIsListedWithoutLimits() {
    var spec =
        new InstanceSpec(name("free"), runs(), Limits.NONE, java.util.Map.of(), List.of(), false);

    Instance launched = done(engine().launch(spec));

    assertThat(listed(launched.id()).orElseThrow().limits()).isEqualTo(Limits.NONE);
  }

  @Test
  void aSecondLaunchFindsTheFirst() {
    Instance first = launched("same");

    assertThat(launched("same").id()).isEqualTo(first.id());
    assertThat(mine()).hasSize(1);
  }

  @Test
  void launchesOfOneNameAtOnceMakeOneContainer() {
    List<CompletableFuture<Outcome<Instance>>> racers =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> engine().launch(spec("raced"))))
            .toList();

    List<InstanceId> ids =
        racers.stream().map(CompletableFuture::join).map(o -> done(o).id()).distinct().toList();

    assertThat(ids).hasSize(1);
    assertThat(mine()).singleElement().matches(Instance::isRunning);
  }

  @Test
  void aLaunchFindsWhatHasEndedAsItIs() {
    Instance launched = launched("ended");
    killBehindOurBack(launched.id());
    awaitEnd(launched.id());

    Instance again = launched("ended");

    assertThat(again.id()).isEqualTo(launched.id());
    assertThat(again.isRunning()).isFalse();
  }

  @Test
  void whatDiesShowsItsExitCode() {
    Instance launched = done(engine().launch(spec("dies", endsBadly())));

    assertThat(awaitEnd(launched.id()).state())
        .isEqualTo(new InstanceState.Ended(OptionalInt.of(3)));
    assertThat(listed(launched.id()).orElseThrow().state())
        .isEqualTo(new InstanceState.Ended(OptionalInt.of(3)));
  }

  @Test
  void anImageThatIsNotThereIsRefusedAndNothingIsMade() {
    refused(
        engine().launch(spec("none", "haymaker-test/no-such-image:1")), ContainerEngine.NO_IMAGE);

    assertThat(mine()).isEmpty();
  }

  @Test
  void aProgramThatCannotBeBegunIsRefusedAndNothingStays() {
    refused(engine().launch(spec("broken", cannotStart())), ContainerEngine.CANNOT_START);

    assertThat(mine()).isEmpty();
  }

  @Test
  void aPortIsWhereItWasAskedForOrWhereThereIsRoom() {
    int outside = freePort();

    Instance fixed = done(engine().launch(spec("fixed", runs(), port(80, outside))));
    Instance free = done(engine().launch(spec("free", runs(), PortRequest.tcp(80))));

    assertThat(fixed.ports())
        .singleElement()
        .matches(p -> p.port() == outside && p.containerPort() == 80);
    assertThat(free.ports())
        .singleElement()
        .matches(p -> p.port() != outside && p.containerPort() == 80);
    assertThat(listed(fixed.id()).orElseThrow().ports()).isEqualTo(fixed.ports());
  }

  @Test
  void aPortThatAnotherContainerHasIsRefusedAndNothingStays() {
    int outside = freePort();
    done(engine().launch(spec("first", runs(), port(80, outside))));

    refused(engine().launch(spec("second", runs(), port(80, outside))), ContainerEngine.PORT_TAKEN);

    assertThat(mine()).hasSize(1);
  }

  @Test
  void aPortThatAnotherProgramHasIsRefusedAndNothingStays() {
    int outside = freePort();
    hold(outside);

    refused(engine().launch(spec("late", runs(), port(80, outside))), ContainerEngine.PORT_TAKEN);

    assertThat(mine()).isEmpty();
  }

  @Test
  void aNameThatSomebodyElseHasIsRefused() {
    InstanceId there = unmanaged("theirs");

    refused(engine().launch(spec("theirs")), ContainerEngine.NAME_TAKEN);

    assertThat(runsBehindOurBack(there)).isTrue();
  }

  @Test
  void itIsFoundByIdByABeginningOfItAndByName() {
    Instance launched = launched("found");
    String id = launched.id().value();

    assertThat(found(engine().instance(id)).id()).isEqualTo(launched.id());
    assertThat(found(engine().instance(id.substring(0, 12))).id()).isEqualTo(launched.id());
    assertThat(found(engine().instance(name("found"))).id()).isEqualTo(launched.id());
    assertThat(engine().instance(name("found").substring(0, 12))).isInstanceOf(Look.Absent.class);
    for (String strange :
        List.of("", " ", "/", "..", "a/b", "^", ".*", "\u0000", "%2e", "ü", "a b")) {
      assertThat(engine().instance(strange)).as("'%s'", strange).isInstanceOf(Look.Absent.class);
    }
  }

  @Test
  void whatIsNotManagedIsAsIfItWereNotThere() {
    isAsIfItWereNotThere(unmanaged("other"));
  }

  @Test
  void whatAnotherInstallationHasIsAsIfItWereNotThere() {
    var heard = new CopyOnWriteArrayList<EngineEvent>();
    try (Reading _ = done(engine().watch(Optional.empty(), heard::add))) {
      InstanceId theirs = ofAnother("other");
      Instance ours = launched("ours");

      await("our own event", () -> heard.stream().anyMatch(e -> e.id().equals(ours.id())));
      isAsIfItWereNotThere(theirs);
      refused(engine().launch(spec("other")), ContainerEngine.NAME_TAKEN);
      assertThat(complete(engine().usage(Duration.ZERO)))
          .extracting(Usage::id)
          .contains(ours.id())
          .doesNotContain(theirs);
      assertThat(heard).extracting(EngineEvent::id).doesNotContain(theirs);
    }
  }

  private void isAsIfItWereNotThere(InstanceId theirs) {
    assertThat(engine().instance(theirs.value())).isInstanceOf(Look.Absent.class);
    assertThat(engine().instance(theirs.value().substring(0, 12))).isInstanceOf(Look.Absent.class);
    assertThat(engine().instance(name("other"))).isInstanceOf(Look.Absent.class);
    assertThat(listed(theirs)).isEmpty();
    assertThat(engine().stop(theirs, Duration.ZERO))
        .isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    assertThat(engine().remove(theirs)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    refused(engine().start(theirs), ContainerEngine.NOT_FOUND);
    refused(engine().resize(theirs, SMALL), ContainerEngine.NOT_FOUND);
    refused(engine().adopt(theirs), ContainerEngine.NOT_FOUND);
    refused(engine().logs(theirs, 1), ContainerEngine.NOT_FOUND);
    refused(engine().follow(theirs, 1, _ -> {}), ContainerEngine.NOT_FOUND);
    assertThat(runsBehindOurBack(theirs)).isTrue();
  }

  @Test
  void whatIsForeignIsListedAndNotTouched() {
    InstanceId theirs = foreign("older");

    Instance seen = listed(theirs).orElseThrow();

    assertThat(seen.ours()).isFalse();
    assertThat(seen.image()).isEqualTo(runs());
    assertThat(found(engine().instance(name("older"))).id()).isEqualTo(theirs);
    refused(engine().stop(theirs, Duration.ZERO), ContainerEngine.FOREIGN);
    refused(engine().remove(theirs), ContainerEngine.FOREIGN);
    refused(engine().resize(theirs, SMALL), ContainerEngine.FOREIGN);
    refused(engine().launch(spec("older")), ContainerEngine.NAME_TAKEN);
    assertThat(runsBehindOurBack(theirs)).isTrue();
  }

  @Test
  void whatIsAdoptedIsOursUnderItsName() {
    InstanceId theirs = foreign("adopted");

    Instance ours = done(engine().adopt(theirs));

    assertThat(ours.ours()).isTrue();
    assertThat(ours.isRunning()).isTrue();
    assertThat(ours.name()).isEqualTo(name("adopted"));
    assertThat(ours.image()).isEqualTo(runs());
    assertThat(listed(theirs)).isEmpty();
    assertThat(done(engine().adopt(ours.id())).id()).as("again").isEqualTo(ours.id());
    assertThat(done(engine().remove(ours.id()))).isEqualTo(Removal.REMOVED);
  }

  @Test
  void whatIsStoppedDoesNotRunAndCanBeStartedAgain() {
    Instance launched = launched("again");

    assertThat(done(engine().stop(launched.id(), Duration.ofSeconds(5))))
        .isEqualTo(Removal.REMOVED);
    assertThat(found(launched.id()).isRunning()).isFalse();
    assertThat(found(launched.id()).ports()).isEmpty();
    assertThat(done(engine().stop(launched.id(), Duration.ofSeconds(5))))
        .isEqualTo(Removal.ALREADY_ABSENT);
    assertThat(done(engine().start(launched.id())).isRunning()).isTrue();
    assertThat(done(engine().start(launched.id())).isRunning()).as("twice").isTrue();
  }

  @Test
  void whatIsRemovedIsGoneEvenWhileItRuns() {
    Instance launched = launched("removed");

    assertThat(done(engine().remove(launched.id()))).isEqualTo(Removal.REMOVED);
    assertThat(engine().instance(launched.id().value())).isInstanceOf(Look.Absent.class);
    assertThat(done(engine().remove(launched.id()))).isEqualTo(Removal.ALREADY_ABSENT);
    refused(engine().start(launched.id()), ContainerEngine.NOT_FOUND);
  }

  @Test
  void limitsChangeWhileItRunsAndWhatIsNotGivenStays() {
    Instance launched = launched("resized");
    var more = new Limits(OptionalDouble.empty(), OptionalLong.of(128L << 20));
    var both = new Limits(OptionalDouble.of(0.5), OptionalLong.of(128L << 20));

    assertThat(done(engine().resize(launched.id(), more))).isEqualTo(both);

    assertThat(listed(launched.id()).orElseThrow().limits()).isEqualTo(both);
    assertThat(found(launched.id()).isRunning()).isTrue();
    var fewer = new Limits(OptionalDouble.of(0.25), OptionalLong.of(96L << 20));
    assertThat(done(engine().resize(launched.id(), fewer))).isEqualTo(fewer);
  }

  @Test
  void itsLastLinesAreRead() {
    Instance launched = done(engine().launch(spec("writes", writesThreeLines())));

    await("the lines", () -> done(engine().logs(launched.id(), 10)).contains("line 3"));

    assertThat(done(engine().logs(launched.id(), 2)).lines()).containsExactly("line 2", "line 3");
  }
}
