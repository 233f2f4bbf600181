package io.haymaker.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.Capabilities.Feature;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerRuntime.LogReader;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.HealthProbe;
import io.haymaker.core.runtime.LaunchOptions;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.core.runtime.Restart;
import io.haymaker.scenario.ScenarioName;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ContainerRuntime} keeps, whatever runs the containers. A container that a test
 * leaves behind fails the test: {@link #remainders} looks past the runtime that is under test.
 */
public abstract class ContainerRuntimeContract extends RuntimeUnderTest {

  @AfterEach
  final void nothingIsLeftBehind() {
    handles.forEach(handle -> runtime().destroy(handle, FOLLOW));
    assertThat(remainders()).as("containers left behind by the test").isEmpty();
  }

  @Test
  void whatIsLaunchedRunsAndIsFoundByNameHandleAndRun() {
    ContainerName name = name("runs");
    ContainerHandle handle = launched(runsUntilStopped(name, labels()));

    ContainerView running = awaitState(handle, ContainerState.Running.class::isInstance);

    assertThat(running.handle()).isEqualTo(handle);
    assertThat(running.labels()).containsAllEntriesOf(labels());
    assertThat(found(runtime().find(name)).handle()).isEqualTo(handle);
    assertThat(listed()).extracting(ContainerView::handle).containsExactly(handle);
    assertThat(complete(runtime().list(installation(), Optional.empty())))
        .extracting(ContainerView::handle)
        .contains(handle);
    assertThat(complete(runtime().list(installation(), Optional.of(RunId.random())))).isEmpty();
    assertThat(complete(runtime().glance(installation(), Optional.empty())))
        .extracting(ContainerView::handle, ContainerView::labels)
        .contains(tuple(handle, running.labels()));
    assertThat(complete(runtime().glance(installation(), Optional.of(RunId.random())))).isEmpty();
  }

  @Test
  void launchingAgainFindsTheFirst() {
    LaunchSpec spec = runsUntilStopped(name("twice"), labels());
    ContainerHandle first = launched(spec);
    awaitState(first, ContainerState.Running.class::isInstance);

    ContainerHandle second = launched(spec);

    assertThat(second).isEqualTo(first);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void whatIsLaunchedAsNewIsFoundWhenItIsLaunchedAgain() {
    LaunchSpec spec = runsUntilStopped(name("new"), labels());
    ContainerHandle first = launchedAsNew(spec);
    awaitState(first, ContainerState.Running.class::isInstance);

    assertThat(launched(spec)).isEqualTo(first);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
    assertThat(listed()).hasSize(1);
  }

  @Test
  void whatHasEndedWellIsNotRunAgainOrWhereThePlatformDoesSoIsTakenForOver() {
    if (runtime().capabilities().endsForGood()) {
      whatHasEndedWellIsNotRunAgain();
    } else {
      whatEndsAndIsBegunAgainIsTakenForOver();
    }
  }

  private void whatHasEndedWellIsNotRunAgain() {
    LaunchSpec spec = endsWell(name("well"), labels());
    ContainerHandle handle = launched(spec);
    awaitState(handle, ContainerState.Succeeded.class::isInstance);

    assertThat(launched(spec)).isEqualTo(handle);

    letSomeTimePass();
    assertThat(found(runtime().inspect(handle)).state())
        .isInstanceOf(ContainerState.Succeeded.class);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
  }

  /** That it is over at all is all that can be said. */
  private void whatEndsAndIsBegunAgainIsTakenForOver() {
    ContainerHandle handle = launched(endsWell(name("again"), labels()));

    ContainerView ended = awaitState(handle, ContainerState::isTerminal);

    assertThat(ended.state()).isInstanceOf(ContainerState.Failed.class);
    assertThat(runtime().stop(handle)).isEqualTo(Outcome.done(Removal.REMOVED));
    awaitState(handle, ContainerState::isTerminal);
  }

  @Test
  void whatHasEndedBadlySaysSoAndIsStillListed() {
    ContainerHandle handle = launched(endsBadly(name("badly"), labels()));

    ContainerView ended = awaitState(handle, ContainerState::isTerminal);

    assertThat(ended.state()).isInstanceOf(ContainerState.Failed.class);
    assertThat(listed()).extracting(ContainerView::handle).containsExactly(handle);
  }

  @Test
  void whatIsStoppedEndsAndStaysKnown() {
    ContainerHandle handle = launched(runsUntilStopped(name("stop"), labels()));
    awaitState(handle, ContainerState.Running.class::isInstance);

    assertThat(runtime().stop(handle)).isEqualTo(Outcome.done(Removal.REMOVED));

    awaitState(handle, ContainerState::isTerminal);
    assertThat(runtime().stop(handle)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    awaitState(handle, ContainerState::isTerminal);
  }

  @Test
  void whatWasStoppedIsNotBegunAgainByALaunch() {
    LaunchSpec spec = runsUntilStopped(name("halted"), labels());
    ContainerHandle handle = launched(spec);
    awaitState(handle, ContainerState.Running.class::isInstance);
    assertThat(runtime().stop(handle).isDone()).isTrue();
    awaitState(handle, ContainerState::isTerminal);

    assertThat(launched(spec)).isEqualTo(handle);

    letSomeTimePass();
    awaitState(handle, ContainerState::isTerminal);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
  }

  @Test
  void whatVanishedIsNotTakenForNotBegunAndIsNotBegunAgain() {
    LaunchSpec spec = runsUntilStopped(name("lost"), labels());
    ContainerHandle handle = launched(spec);
    awaitState(handle, ContainerState.Running.class::isInstance);
    if (runtime().capabilities().has(Feature.HISTORY)) {
      assertThat(runtime().stop(handle).isDone()).isTrue();
      assertThat(awaitState(handle, ContainerState::isTerminal).state())
          .as("nothing is forgotten here")
          .isNotInstanceOf(ContainerState.Lost.class);
      return;
    }
    forget(spec.name());

    assertThat(awaitState(handle, ContainerState::isTerminal).state())
        .isInstanceOf(ContainerState.Lost.class);
    assertThat(listed())
        .extracting(ContainerView::state)
        .containsExactly(new ContainerState.Lost());
    assertThat(launched(spec)).isEqualTo(handle);
    letSomeTimePass();
    assertThat(found(runtime().inspect(handle)).state()).isInstanceOf(ContainerState.Lost.class);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
    assertThat(runtime().stop(handle)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Test
  void whatIsDestroyedIsGoneEverywhere() {
    ContainerName name = name("gone");
    ContainerHandle handle = launched(runsUntilStopped(name, labels()));
    awaitState(handle, ContainerState.Running.class::isInstance);

    assertThat(runtime().destroy(handle, FOLLOW)).isEqualTo(Outcome.done(Removal.REMOVED));

    assertThat(runtime().inspect(handle)).isInstanceOf(Look.Absent.class);
    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);
    assertThat(listed()).isEmpty();
    assertThat(runtime().destroy(handle, FOLLOW)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
    assertThat(runtime().stop(handle)).isEqualTo(Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Test
  void sizesThatTheRuntimeDoesNotHaveAreRefusedAndNothingIsMade() {
    Capabilities can = runtime().capabilities();
    LaunchSpec spec = runsUntilStopped(name("size"), labels());
    var small = new ContainerSize(can.smallest().cpuCores() / 2, can.smallest().memoryGb());
    var large = new ContainerSize(can.largest().cpuCores(), can.largest().memoryGb() + 1);

    assertThat(runtime().launch(spec.sized(small)).obstacle()).get().matches(p -> p.is("TooSmall"));
    assertThat(runtime().launch(spec.sized(large)).obstacle()).get().matches(p -> p.is("TooLarge"));
    assertThat(remainders()).isEmpty();
  }

  @Test
  void optionsThatTheRuntimeDoesNotOfferAreRefusedAndNothingIsMade() {
    Capabilities can = runtime().capabilities();
    LaunchSpec spec = runsUntilStopped(name("options"), labels());
    var wanted = new ArrayList<LaunchOptions>();
    for (Restart restart : Restart.values()) {
      if (!can.restarts().contains(restart)) {
        wanted.add(spec.options().restarting(restart));
      }
    }
    if (!can.has(Feature.PROBES)) {
      var question = new HealthProbe.Question.Tcp(8080);
      wanted.add(spec.options().asked(HealthProbe.liveness(question)));
    }
    if (!can.has(Feature.PORTS)) {
      wanted.add(spec.options().reachedAt(PortRequest.tcp(8080)));
    }

    assertThat(wanted)
        .allSatisfy(
            options ->
                assertThat(runtime().launch(spec.with(options)).obstacle())
                    .get()
                    .matches(p -> p.is("NotOffered")));
    assertThat(remainders()).isEmpty();
  }

  @Test
  void portsAreReachedWhereTheRuntimeSays() {
    LaunchSpec plain = runsUntilStopped(name("ports"), labels());
    LaunchSpec spec =
        plain.with(plain.options().reachedAt(PortRequest.tcp(80), PortRequest.tcp(81)));
    if (!runtime().capabilities().has(Feature.PORTS)) {
      assertThat(runtime().launch(spec).obstacle()).get().matches(p -> p.is("NotOffered"));
      return;
    }
    ContainerHandle handle = launched(spec);

    ContainerView running = awaitState(handle, ContainerState.Running.class::isInstance);

    assertThat(running.facts().ports())
        .extracting(PortRequest.Published::containerPort)
        .containsExactlyInAnyOrder(80, 81);
    assertThat(running.facts().ports())
        .extracting(PortRequest.Published::port)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatWasNeverThereIsAbsent() {
    ContainerName name = name("never");

    assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);
  }

  @Test
  void foreignContainersAreNeitherShownNorTouched() {
    ContainerName name = name("foreign");
    Map<String, String> foreign =
        new Owner(new InstallationId("somebody-else"), run, new ScenarioName("theirs")).tags();
    plant(name, foreign);
    try {
      assertThat(runtime().find(name)).isInstanceOf(Look.Absent.class);
      assertThat(complete(runtime().list(installation(), Optional.empty())))
          .extracting(view -> view.handle().name())
          .doesNotContain(name);
      assertThat(complete(runtime().glance(installation(), Optional.empty())))
          .extracting(view -> view.handle().name())
          .doesNotContain(name);
      Outcome<ContainerHandle> launch = runtime().launch(runsUntilStopped(name, labels()));
      assertThat(launch.obstacle()).as("%s", launch).get().matches(p -> p.is("NotOurs"));
      for (ContainerView view :
          complete(runtime().list(new InstallationId("somebody-else"), Optional.of(run)))) {
        assertThat(runtime().destroy(view.handle(), FOLLOW).isDone()).isFalse();
        assertThat(runtime().stop(view.handle()).isDone()).isFalse();
      }
      assertThat(remainders()).contains(name.value());
    } finally {
      uproot(name);
    }
  }

  @Test
  void whatDoesNotCarryTheInstallationIsNotLaunched() {
    Outcome<ContainerHandle> launch =
        runtime().launch(runsUntilStopped(name("nobodys"), Map.of("colour", "blue")));

    assertThat(launch).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whatIsNotOfferedIsRefused() {
    ContainerHandle handle = launched(runsUntilStopped(name("offers"), labels()));
    awaitState(handle, ContainerState.Running.class::isInstance);

    assertThat(runtime().logs(handle, 10).isDone())
        .isEqualTo(runtime().capabilities().has(Feature.LOGS));
    assertThat(runtime().stats(handle).isDone())
        .isEqualTo(runtime().capabilities().has(Feature.STATS));
    var lines = new ConcurrentLinkedQueue<String>();
    Outcome<LogReader> reader = runtime().follow(handle, 10, lines::add);
    assertThat(reader.isDone()).isEqualTo(runtime().capabilities().has(Feature.FOLLOW));
    if (reader instanceof Outcome.Done<LogReader>(LogReader open)) {
      open.close();
    }
    ContainerSize other = larger(runsUntilStopped(name("offers"), labels()));
    assertThat(runtime().resize(handle, other).isDone())
        .isEqualTo(runtime().capabilities().has(Feature.RESIZE));
  }

  @Test
  void aLogIsFollowedToItsEndAndNoFurtherThanIsWanted() {
    if (!runtime().capabilities().has(Feature.FOLLOW)) {
      assertThat(runtime().follow(nobody(), 1, _ -> {}).obstacle())
          .get()
          .matches(p -> p.is("NotOffered"));
      return;
    }
    ContainerHandle handle = launched(writesThreeLines(name("writes"), labels()));
    var lines = new ConcurrentLinkedQueue<String>();
    LogReader reader = done(runtime().follow(handle, 100, lines::add));
    LogReader given = done(runtime().follow(handle, 100, _ -> {}));
    given.close();
    given.close();

    for (int looks = 0; looks < PATIENCE && !reader.isOver(); looks++) {
      letSomeTimePass();
    }

    assertThat(reader.isOver()).isTrue();
    assertThat(given.isOver()).isTrue();
    assertThat(lines).containsExactly("line 1", "line 2", "line 3");
    reader.close();
    var again = new ConcurrentLinkedQueue<String>();
    awaitState(handle, ContainerState::isTerminal);
    LogReader late = done(runtime().follow(handle, 1, again::add));
    for (int looks = 0; looks < PATIENCE && !late.isOver(); looks++) {
      letSomeTimePass();
    }
    assertThat(again).containsExactly("line 3");
  }

  @Test
  void whatIsResizedGoesOnWithTheNewSize() {
    if (!runtime().capabilities().has(Feature.RESIZE)) {
      assertThat(runtime().resize(nobody(), runtime().capabilities().smallest()).obstacle())
          .get()
          .matches(p -> p.is("NotOffered"));
      return;
    }
    LaunchSpec spec = runsUntilStopped(name("resized"), labels());
    ContainerHandle handle = launched(spec);
    awaitState(handle, ContainerState.Running.class::isInstance);
    Capabilities can = runtime().capabilities();

    assertThat(done(runtime().resize(handle, larger(spec)))).isEqualTo(larger(spec));
    assertThat(done(runtime().resize(handle, spec.size()))).isEqualTo(spec.size());

    var small = new ContainerSize(can.smallest().cpuCores() / 2, can.smallest().memoryGb());
    assertThat(runtime().resize(handle, small).obstacle()).get().matches(p -> p.is("TooSmall"));
    assertThat(found(runtime().inspect(handle)).state()).isInstanceOf(ContainerState.Running.class);
    assertThat(timesBegun(spec.name())).isEqualTo(1);
    assertThat(runtime().destroy(handle, FOLLOW).isDone()).isTrue();
    assertThat(runtime().resize(handle, larger(spec)).isDone()).isFalse();
  }
}
