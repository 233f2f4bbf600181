package io.haymaker.testkit.replica;

import static io.haymaker.testkit.replica.ReplicaBench.IMAGE;
import static io.haymaker.testkit.replica.ReplicaBench.code;
import static io.haymaker.testkit.replica.ReplicaBench.done;
import static io.haymaker.testkit.replica.ReplicaBench.more;
import static io.haymaker.testkit.replica.ReplicaBench.start;
import static io.haymaker.testkit.replica.ReplicaBench.startOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.Given;
import io.haymaker.core.replica.ImageView;
import io.haymaker.core.replica.InstanceView;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.StartRequest;
import io.haymaker.core.replica.Started;
import io.haymaker.core.runtime.PortRequest;
import io.haymaker.testkit.engine.EngineOperation;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What people ask for comes about, is recorded, and is refused in words when it cannot be. */
class ContainerServiceTest {
  private final ReplicaBench bench = new ReplicaBench();
  private final ContainerService service = bench.service();

  private static List<InstanceId> ids(Started started) {
    return started.running().stream().map(view -> view.instance().id()).toList();
  }

  private static LimitTexts cpu(String text) {
    return new LimitTexts(
        Optional.of(new Given("cpu_limit", text)), Optional.empty(), Optional.empty());
  }

  private Instance first() {
    return bench.present().getFirst();
  }

  @Test
  void equalCallsReuseWhatRuns() {
    Started first = done(service.start(start(2)));
    Started again = done(service.start(start(2)));
    Started fewer = done(service.start(start(1)));

    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(ids(fewer)).isEqualTo(ids(first).subList(0, 1));
    assertThat(bench.wanted()).isEqualTo(2);
    assertThat(bench.running()).hasSize(2);
  }

  @Test
  void aCallForMoreStartsWhatIsMissing() {
    done(service.start(start(1)));
    Started three = done(service.start(start(3)));
    assertThat(three.created()).isTrue();
    assertThat(three.running()).hasSize(3);
    assertThat(bench.running()).hasSize(3);
  }

  @Test
  void startMoreAddsAndRaisesTheMaximum() {
    done(service.start(start(4)));
    Started more = done(service.startMore(more(3)));
    assertThat(more.running()).hasSize(3);
    assertThat(bench.running()).hasSize(7);
    DesiredImage wanted = bench.store.replicas().image(IMAGE).orElseThrow();
    assertThat(wanted.count()).isEqualTo(7);
    assertThat(wanted.maximum()).isEqualTo(7);
  }

  @Test
  void whatDiesWithinItsGraceIsSaidToHaveDied() {
    bench.engine.machine().has(IMAGE, Program.endsAfter(Duration.ofSeconds(1), 3));
    Started started = done(service.start(start(2)));
    assertThat(started.running()).isEmpty();
    assertThat(started.died())
        .extracting(Started.Casualty::how)
        .containsOnly("it exited with code 3")
        .hasSize(2);
    assertThat(bench.wanted()).as("it is tried again").isEqualTo(2);
  }

  @Test
  void aStoppedOneStaysStoppedAndOneFewerIsWanted() {
    done(service.start(start(2)));
    done(service.stop(IMAGE, first().id().value()));
    done(service.stop(IMAGE, first().id().value()));
    bench.runFor(Duration.ofMinutes(10));
    assertThat(bench.wanted()).isEqualTo(1);
    assertThat(bench.running()).hasSize(1);
    assertThat(bench.present()).hasSize(2);
    assertThat(done(service.instances(IMAGE)))
        .extracting(InstanceView::status)
        .containsExactly(InstanceView.Status.STOPPED, InstanceView.Status.RUNNING);
  }

  @Test
  void aRunningOneIsDeletedOnlyWithForce() {
    done(service.start(start(2)));
    assertThat(code(service.delete(first().name(), false))).isEqualTo("conflict StillRunning");
    assertThat(bench.wanted()).isEqualTo(2);
    done(service.delete(first().name(), true));
    bench.runFor(Duration.ofMinutes(10));
    assertThat(bench.wanted()).isEqualTo(1);
    assertThat(bench.present()).hasSize(1);
  }

  @Test
  void aStoppedOneThatIsDeletedIsNotCountedTwice() {
    done(service.start(start(3)));
    InstanceId id = first().id();
    done(service.stop(IMAGE, id.value()));
    done(service.delete(IMAGE, id.value(), false));
    bench.runFor(Duration.ofMinutes(2));
    assertThat(bench.wanted()).isEqualTo(2);
    assertThat(bench.running()).hasSize(2);
    assertThat(bench.store.replicas().intents()).isEmpty();
  }

  @Test
  void whatIsNotThereOrNotOursIsAbsent() {
    done(service.start(start(1)));
    bench.engine.machine().plantUnmanaged("theirs", IMAGE);
    assertThat(code(service.delete("theirs", true))).isEqualTo("absent NotFound");
    assertThat(code(service.instance("nothing"))).isEqualTo("absent NotFound");
    assertThat(code(service.stop("other:1", first().name()))).isEqualTo("absent NotFound");
    assertThat(code(service.instances("other:1"))).isEqualTo("absent UnknownImage");
    assertThat(code(service.resize("other:1", cpu("1")))).isEqualTo("absent UnknownImage");
    assertThat(bench.running()).hasSize(2);
  }

  @Test
  void anImageThatCannotBeHadIsAbsentAndNotWanted() {
    var request =
        new StartRequest(
            "acme/none:1",
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            LimitTexts.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(code(service.start(request))).isEqualTo("absent NoImage");
    assertThat(bench.store.replicas().images()).isEmpty();
    assertThat(bench.journal())
        .anySatisfy(line -> assertThat(line).startsWith("image_pull_failed: could not pull"));
  }

  @Test
  void anImageThatTheEngineLacksIsPulledAndHowFarItIsIsInTheJournal() {
    bench.engine.machine().offers("acme/far:1", Program.runs());
    var request =
        new StartRequest(
            "acme/far:1",
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            LimitTexts.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ContainerService slow = bench.process(pullsTake(Duration.ofSeconds(6))).service();
    assertThat(done(slow.start(request)).running()).hasSize(1);
    assertThat(bench.journal())
        .containsSubsequence(
            "image_pull: pulling acme/far:1",
            "image_pull: acme/far:1: pulled acme/far:1",
            "image_pulled: pulled acme/far:1");
  }

  private Steps pullsTake(Duration time) {
    return new Steps() {
      @Override
      public <T> T take(Step step, Supplier<T> work) {
        if (step.what().equals("ContainerEngine.pull")) {
          bench.clock.advance(time);
        }
        return work.get();
      }
    };
  }

  @Test
  void aTakenPortIsAConflictAndNothingIsLeft() {
    bench.engine.machine().holdPort(8080);
    assertThat(code(service.start(startOn(3, "80", "8080")))).isEqualTo("conflict PortTaken");
    bench.runFor(Duration.ofMinutes(10));
    assertThat(bench.present()).isEmpty();
    assertThat(bench.store.replicas().images()).isEmpty();
  }

  @Test
  void theFirstReplicaGetsTheFixedPortAndFurtherOnesFreePorts() {
    done(service.start(startOn(2, "80", "8080")));
    done(service.startMore(more(1)));
    List<Integer> ports =
        bench.running().stream()
            .flatMap(one -> one.ports().stream())
            .map(PortRequest.Published::port)
            .toList();
    assertThat(ports).hasSize(3).doesNotHaveDuplicates();
    assertThat(ports.getFirst()).isEqualTo(8080);
    assertThat(ports.subList(1, 3)).doesNotContain(8080, 0);
  }

  @Test
  void whatCannotBeIsRefusedBeforeTheEngineIsCalled() {
    bench.engine.faults().on(EngineOperation.LAUNCH).refuse("MustNotBeCalled");
    bench.engine.faults().on(EngineOperation.IMAGE).couldNotLook("MustNotBeCalled");
    assertThat(code(service.startMore(limited("0.5x")))).isEqualTo("invalid cpu_limit");
    assertThat(code(service.startMore(limited("64")))).isEqualTo("invalid cpu_limit");
    assertThat(code(service.start(startOn(1, "0", "0")))).isEqualTo("invalid ports");
    assertThat(code(service.start(start(0)))).isEqualTo("invalid count");
    assertThat(code(service.startMore(more(1001)))).isEqualTo("invalid count");
    assertThat(code(service.start(between(1, 3, 2)))).isEqualTo("invalid min_replicas");
    assertThat(code(service.start(between(3, 1, 2)))).isEqualTo("invalid count");
    assertThat(code(service.resize("../etc", LimitTexts.NONE))).isEqualTo("invalid image");
    assertThat(bench.store.replicas().images()).isEmpty();
  }

  private static MoreRequest limited(String cpu) {
    return new MoreRequest(
        IMAGE, OptionalInt.empty(), cpu(cpu), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static StartRequest between(int count, int minimum, int maximum) {
    return new StartRequest(
        IMAGE,
        OptionalInt.of(count),
        OptionalInt.of(minimum),
        OptionalInt.of(maximum),
        LimitTexts.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void anEngineThatIsAwayIsSaidToBe() {
    done(service.start(start(1)));
    bench.engine.machine().goAway();
    assertThat(code(service.start(start(1)))).isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(code(service.startMore(more(1)))).isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(code(service.images())).isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(code(service.containers())).isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(bench.wanted()).isEqualTo(1);
  }

  @Test
  void whatWasWantedOfAContainerIsDoneWhenTheEngineIsBack() {
    done(service.start(start(2)));
    bench.engine.faults().on(EngineOperation.STOP).busy(1, ContainerEngine.AWAY);
    assertThat(code(service.stop(IMAGE, first().id().value())))
        .isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(bench.running()).hasSize(2);
    bench.runFor(Duration.ofSeconds(30));
    assertThat(bench.running()).hasSize(1);
    assertThat(bench.wanted()).isEqualTo(1);
  }

  @Test
  void aContainerThatCouldNotBeBegunIsNotWanted() {
    done(service.start(start(1)));
    bench.engine.faults().on(EngineOperation.LAUNCH).busy(1, ContainerEngine.AWAY);
    assertThat(code(service.startMore(more(1)))).isEqualTo("away " + ContainerEngine.AWAY);
    assertThat(bench.wanted()).isEqualTo(1);
    bench.engine.faults().on(EngineOperation.LAUNCH).busy(1, ContainerEngine.AWAY);
    Started half = done(service.startMore(more(2)));
    assertThat(half.running()).hasSize(1);
    assertThat(half.failed()).hasSize(1);
    assertThat(bench.wanted()).isEqualTo(2);
  }

  @Test
  void limitsChangeForWhatRunsAndWhatComes() {
    done(service.start(start(2)));
    Limits limits = done(service.resize(IMAGE, cpu("500m")));
    assertThat(limits.cpuCores()).isEqualTo(OptionalDouble.of(0.5));
    assertThat(bench.running()).extracting(Instance::limits).containsOnly(limits);
    done(service.startMore(more(1)));
    assertThat(bench.running()).extracting(Instance::limits).containsOnly(limits);
  }

  @Test
  void aForeignContainerIsShownAndAdoptedAndThenKept() {
    InstanceId foreign = bench.engine.machine().plantForeign("old-web", IMAGE);
    assertThat(done(service.containers())).hasSize(1);
    assertThat(code(service.delete("old-web", true))).isEqualTo("conflict Foreign");
    assertThat(code(service.stop(IMAGE, foreign.value()))).isEqualTo("conflict Foreign");

    Instance adopted = done(service.adopt("old-web"));
    assertThat(adopted.ours()).isTrue();
    assertThat(done(service.adopt("old-web")).id()).isEqualTo(adopted.id());
    assertThat(bench.wanted()).isEqualTo(1);
    bench.runFor(Duration.ofMinutes(5));
    assertThat(bench.running()).extracting(Instance::id).containsExactly(adopted.id());

    bench.engine.machine().end(adopted.id(), 1);
    bench.runFor(Duration.ofMinutes(1));
    assertThat(bench.running()).hasSize(1);
  }

  @Test
  void imagesAreShownWithWhatIsWantedAndWhatThereIs() {
    done(service.start(start(3)));
    done(service.stop(IMAGE, first().id().value()));
    bench.engine.machine().plantForeign("old-web", IMAGE);
    assertThat(done(service.images()))
        .containsExactly(new ImageView(IMAGE, 2, 1, 5, 2, 3, Limits.NONE, false, Optional.empty()));
  }

  @Test
  void logsAreThoseOfTheContainer() {
    bench.engine.machine().has(IMAGE, Program.runs().writing("one", "two"));
    done(service.start(start(1)));
    assertThat(done(service.logs(first().name(), 1))).isEqualTo("two\n");
    assertThat(code(service.logs("nothing", 1))).isEqualTo("absent NotFound");
  }
}
