package io.haymaker.testkit.replica;

import static io.haymaker.testkit.replica.ReplicaBench.IMAGE;
import static io.haymaker.testkit.replica.ReplicaBench.done;
import static io.haymaker.testkit.replica.ReplicaBench.more;
import static io.haymaker.testkit.replica.ReplicaBench.start;
import static io.haymaker.testkit.replica.ReplicaBench.startOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.InstanceView;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.replica.Setback;
import io.haymaker.testkit.engine.EngineOperation;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** As many run as are wanted, whatever happens to them. */
class ReplicaReconcilerTest {
  private final ReplicaBench bench = new ReplicaBench();

  private int launches() {
    return bench.engine.machine().launched().size();
  }

  private void wants(int count) {
    bench
        .store
        .transactions()
        .run(
            () -> {
              DesiredImage now = bench.store.replicas().image(IMAGE).orElseThrow();
              bench.store.replicas().put(now.scaledTo(count, bench.clock.instant()));
            });
  }

  @Test
  void whatEndsOrVanishesIsReplaced() {
    done(bench.service().start(start(3)));
    bench.runFor(Duration.ofMinutes(5));
    List<Instance> before = bench.running();
    bench.engine.machine().end(before.get(0).id(), 1);
    bench.engine.machine().vanish(before.get(1).id());
    bench.runFor(Duration.ofSeconds(10));
    assertThat(bench.present()).hasSize(3).allMatch(Instance::isRunning);
    assertThat(bench.running())
        .extracting(Instance::name)
        .containsExactlyInAnyOrderElementsOf(before.stream().map(Instance::name).toList());
  }

  @Test
  void whoWasAskedDoesItHimselfAndTheReconcilerLooksAfterwards() {
    Instant asked = bench.clock.instant();
    done(bench.service().startMore(more(1)));
    assertThat(bench.takeWoken()).isEqualTo(asked.plusSeconds(2));
    Instance begun = bench.running().getFirst();

    Instant now = bench.clock.instant();
    bench.replicas.happened(List.of(event(begun, EngineEvent.Kind.CREATE)));
    assertThat(bench.takeWoken()).as("we made it, most likely").isEqualTo(now.plusSeconds(2));
    bench.replicas.happened(
        List.of(event(begun, EngineEvent.Kind.START), event(begun, EngineEvent.Kind.STOP)));
    assertThat(bench.takeWoken()).as("it may have to be replaced").isEqualTo(now);

    done(bench.service().delete(begun.name(), true));
    assertThat(bench.takeWoken()).isEqualTo(now.plusSeconds(2));
  }

  private EngineEvent event(Instance instance, EngineEvent.Kind kind) {
    return new EngineEvent(
        instance.id(), instance.name(), IMAGE, kind, bench.clock.instant(), OptionalInt.empty());
  }

  @Test
  void whatIsDeletedWhileTheEngineListsCostsNoOther() {
    done(bench.service().start(start(3)));
    List<Instance> before = bench.running();
    // It is in the list, and gone with all that was wanted of it before that is read.
    var deletion = new AtomicBoolean(true);
    Replicas late =
        bench.process(
            new Steps() {
              @Override
              public <T> T take(Step step, Supplier<T> work) {
                T answer = work.get();
                if (answer instanceof Listing<?> && deletion.getAndSet(false)) {
                  done(bench.service().delete(before.getFirst().name(), true));
                }
                return answer;
              }
            });
    late.reconciler().look();
    assertThat(bench.running()).containsExactlyElementsOf(before.subList(1, 3));
    assertThat(bench.wanted()).isEqualTo(2);
  }

  @Test
  void whileTheEngineDoesNotListNothingIsDone() {
    done(bench.service().start(start(3)));
    bench.engine.faults().on(EngineOperation.INSTANCES).couldNotLook(ContainerEngine.AWAY);
    int before = launches();
    bench.runFor(Duration.ofMinutes(5));
    assertThat(launches()).isEqualTo(before);
    assertThat(bench.running()).hasSize(3);
  }

  @Test
  void anEngineThatWasKilledHasAllAgainSoonAndNoneTwice() {
    done(bench.service().start(start(5)));
    bench.runFor(Duration.ofMinutes(2));
    bench.engine.machine().restart();
    bench.runFor(Duration.ofSeconds(15));
    assertThat(bench.present()).hasSize(5).allMatch(Instance::isRunning);
  }

  @Test
  void whatDiesAgainAndAgainIsTriedEverMoreSeldom() {
    bench.engine.machine().has(IMAGE, Program.endsAfter(Duration.ofSeconds(1), 7));
    done(bench.service().start(start(1)));
    bench.runFor(Duration.ofMinutes(10));
    int inTenMinutes = launches();
    assertThat(inTenMinutes).isBetween(8, 12);
    bench.runFor(Duration.ofHours(1));
    assertThat(launches() - inTenMinutes).as("every five minutes").isBetween(11, 13);

    Setback setback = bench.store.replicas().setbacks().getFirst();
    assertThat(setback.reason()).contains("exited with code 7");
    assertThat(setback.notBefore())
        .isBetween(bench.clock.instant(), bench.clock.instant().plus(Duration.ofMinutes(5)));
    InstanceView view = done(bench.service().containers()).getFirst();
    assertThat(view.status()).isEqualTo(InstanceView.Status.CRASH_LOOPING);
    assertThat(view.nextTry()).contains(setback.notBefore());
    assertThat(bench.journal())
        .anySatisfy(line -> assertThat(line).startsWith("replica_crash_looping"));

    bench.engine.machine().has(IMAGE, Program.runs());
    bench.runFor(Duration.ofMinutes(8));
    assertThat(bench.running()).hasSize(1);
    assertThat(bench.store.replicas().setbacks()).as("it is forgiven").isEmpty();
  }

  @Test
  void whoAsksAgainDoesNotWaitForWhatFailedBefore() {
    bench.engine.machine().has(IMAGE, Program.endsAfter(Duration.ofSeconds(1), 7));
    done(bench.service().start(start(1)));
    bench.runFor(Duration.ofMinutes(10));
    bench.engine.machine().has(IMAGE, Program.runs());
    done(bench.service().start(start(1)));
    bench.runFor(Duration.ofSeconds(5));
    assertThat(bench.running()).hasSize(1);
    assertThat(bench.present()).hasSize(1);
  }

  @Test
  void surplusGoesNewestFirst() {
    done(bench.service().start(start(2)));
    bench.clock.advance(Duration.ofSeconds(5));
    List<Instance> oldest = bench.running();
    done(bench.service().startMore(more(3)));
    wants(2);
    bench.runFor(Duration.ofSeconds(10));
    assertThat(bench.present()).isEqualTo(oldest);
  }

  @Test
  void fiftyComeAndGo() {
    done(bench.service().start(start(50)));
    assertThat(bench.running()).hasSize(50);
    bench.running().forEach(one -> done(bench.service().delete(one.name(), true)));
    bench.runFor(Duration.ofMinutes(2));
    assertThat(bench.present()).isEmpty();
    assertThat(launches()).isEqualTo(50);
  }

  @Test
  void aReplacementHasTheFixedPort() {
    done(bench.service().start(startOn(2, "80", "8080")));
    bench.runFor(Duration.ofMinutes(2));
    Instance holder = bench.running().getFirst();
    bench.engine.machine().end(holder.id(), 1);
    bench.runFor(Duration.ofSeconds(10));
    assertThat(bench.running())
        .hasSize(2)
        .flatExtracting(Instance::ports)
        .filteredOn(port -> port.port() == 8080)
        .hasSize(1);
  }

  @Test
  void anImageThatIsGoneIsPulledAgainAndWhyItCannotBeIsShown() {
    done(bench.service().start(start(1)));
    bench.runFor(Duration.ofMinutes(2));
    bench.engine.faults().on(EngineOperation.LAUNCH).refuse(ContainerEngine.NO_IMAGE);
    bench.engine.faults().on(EngineOperation.PULL).refuse(ContainerEngine.NO_IMAGE);
    bench.engine.machine().vanish(bench.running().getFirst().id());
    bench.runFor(Duration.ofMinutes(3));
    assertThat(bench.store.replicas().setbacks())
        .first()
        .extracting(Setback::reason)
        .asString()
        .contains("could not pull");
    bench.engine.faults().healAll();
    bench.runFor(Duration.ofMinutes(5));
    assertThat(bench.running()).hasSize(1);
  }

  @Test
  void limitsThatAProcessDidNotLiveToSetAreSet() {
    done(bench.service().start(start(2)));
    bench
        .store
        .transactions()
        .run(
            () -> {
              DesiredImage now = bench.store.replicas().image(IMAGE).orElseThrow();
              bench
                  .store
                  .replicas()
                  .put(
                      now.limitedTo(
                          new Limits(OptionalDouble.of(0.5), OptionalLong.empty()),
                          bench.clock.instant()));
            });
    bench.runFor(Duration.ofSeconds(10));
    assertThat(bench.running())
        .extracting(one -> one.limits().cpuCores().orElse(0))
        .containsOnly(0.5);
  }

  @Test
  void theNumberFollowsTheLoadAndTheJournalSaysWhy() {
    done(bench.service().start(start(2)));
    for (int minute = 0; minute < 4; minute++) {
      bench.runFor(Duration.ofMinutes(1));
      bench.busy(83, 20);
    }
    bench.runFor(Duration.ofSeconds(20));
    assertThat(bench.running()).hasSize(3);
    assertThat(bench.journal())
        .contains("replicas_scaled: 2 -> 3: cpu 83 % over target 70 % for 3 samples");
    for (int minute = 0; minute < 6; minute++) {
      bench.runFor(Duration.ofMinutes(1));
      bench.busy(10, 20);
    }
    bench.runFor(Duration.ofSeconds(20));
    assertThat(bench.present()).hasSize(2);
  }

  @Test
  void whatNobodyRecordedAsWantedIsLeftAlone() {
    done(bench.service().start(start(2)));
    bench.store.transactions().run(() -> bench.store.replicas().forget(IMAGE));
    bench.engine.machine().plantForeign("old", IMAGE);
    bench.engine.machine().plantUnmanaged("theirs", IMAGE);
    bench.runFor(Duration.ofMinutes(5));
    assertThat(bench.running()).hasSize(4);
  }
}
