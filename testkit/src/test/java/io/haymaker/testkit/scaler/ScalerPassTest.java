package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.runtime.RuntimeOperation;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of a pass, each by name, in a world in memory. */
final class ScalerPassTest {
  private static final ScalerName NAME = new ScalerName("main");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T08:00:00Z"));
  private final InMemoryStore store = new InMemoryStore();
  private final FakeRuntime runtime = new FakeRuntime(store.installation().id(), clock);
  private final FakeQueues queues = new FakeQueues(clock);

  private ScalerPass pass(int capacity) {
    return pass(capacity, 1);
  }

  private ScalerPass pass(int capacity, int width) {
    var scaler =
        new Scaler(
            NAME,
            "aci",
            "registry.example/worker:1",
            new ScalerRules(
                new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                new SizingRule.Linear(2, 8, 0.5, 240),
                runtime.capabilities()),
            capacity,
            width,
            50,
            Set.of("skipped"),
            true,
            new Scaler.Orphans(true, 2, Duration.ofSeconds(5)),
            Map.of("MODE", "fast"),
            Optional.of("REQ_SUB"));
    return new ScalerPass(
        new ScalerWorld(
            scaler,
            store.installation().id(),
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, clock::advance, new Random(1)),
            clock));
  }

  private List<ContainerState> states() {
    return runtime.present().stream().map(ContainerView::state).toList();
  }

  @Test
  void aContainerIsToldItsMessageAndTagged() {
    WaitingMessage message = queues.send("sub", "m1", "12.5");

    PassReport report = pass(10).run();

    assertThat(report.problems()).isEmpty();
    assertThat(report.alive()).isZero();
    assertThat(report.started()).hasSize(1);
    LaunchSpec spec = runtime.launched().getFirst();
    assertThat(spec.environment())
        .containsEntry("MODE", "fast")
        .containsEntry("REQ_SUB", "sub")
        .containsEntry("HAYMAKER_MESSAGE_ID", "m1")
        .containsEntry("HAYMAKER_SEQUENCE_NUMBER", String.valueOf(message.sequenceNumber()))
        .containsEntry("HAYMAKER_FILE_SIZE_MB", "12.5");
    assertThat(spec.labels())
        .containsEntry("managed_by", "aci")
        .containsEntry("message_id", "m1")
        .containsEntry("file_size_mb", "12.5")
        .containsEntry("subscription_name", "sub")
        .containsEntry(OwnerTags.INSTALLATION, store.installation().id().value());
    assertThat(spec.name().value()).startsWith("aci-");
  }

  @Test
  void aMessageKeepsItsOneContainerOverManyPasses() {
    for (int i = 0; i < 150; i++) {
      queues.send("sub", "m" + i, "1");
    }
    for (int i = 0; i < 10; i++) {
      pass(200).run();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(runtime.launched()).hasSize(150);
    assertThat(states()).hasSize(150).allMatch(ContainerState.Running.class::isInstance);
  }

  @Test
  void skippedSubscriptionsAreNotServed() {
    queues.send("skipped", "m1", "1");
    assertThat(pass(10).run().started()).isEmpty();
  }

  @Test
  void whatEndedIsClearedAwayWithItsLastLinesSaved() {
    runtime.behave(Behaviour.succeedsAfter(Duration.ofSeconds(30)));
    WaitingMessage message = queues.send("sub", "m1", "1");
    pass(10).run();
    ContainerName name = runtime.launched().getFirst().name();
    runtime.write(name, List.of("one", "two"));
    clock.advance(Duration.ofMinutes(1));
    queues.settle(message);

    PassReport report = pass(10).run();

    assertThat(runtime.present()).isEmpty();
    assertThat(report.ended()).hasSize(1);
    ClaimStore.Ended ended = store.claims().ended(NAME, 10).getFirst();
    assertThat(ended.end().how()).isEqualTo(Claim.How.SUCCEEDED);
    assertThat(ended.end().log()).contains("one").contains("two");
    assertThat(store.claims().live(NAME)).isEmpty();
  }

  @Test
  void whatEndedIsClearedAlsoWhenNothingElseCanBeSeen() {
    runtime.behave(Behaviour.succeedsAfter(Duration.ofSeconds(30)));
    queues.send("sub", "m1", "1");
    pass(1).run();
    clock.advance(Duration.ofMinutes(1));
    queues.listable(false);

    PassReport report = pass(1).run();

    assertThat(runtime.present()).isEmpty();
    assertThat(report.problems()).anyMatch(what -> what.startsWith("subscriptions could not"));
  }

  @Test
  void withoutAListingOfContainersNothingIsStarted() {
    queues.send("sub", "m1", "1");
    runtime.faults().on(RuntimeOperation.LIST).couldNotLook("Away");

    PassReport report = pass(10).run();

    assertThat(runtime.launched()).isEmpty();
    assertThat(report.problems()).hasSize(1);
  }

  @Test
  void capacityIsKeptAlsoByWhatCannotBeRemovedOrSeen() {
    runtime.behave(Behaviour.succeedsAfter(Duration.ofSeconds(30)));
    queues.send("sub", "m1", "1");
    pass(1).run();
    clock.advance(Duration.ofMinutes(1));
    queues.send("sub", "m2", "1");
    runtime.faults().on(RuntimeOperation.DESTROY).refuse("No");

    assertThat(pass(1).run().started()).isEmpty();
    runtime.faults().heal(RuntimeOperation.DESTROY);
    assertThat(pass(1).run().started()).hasSize(1);
  }

  @Test
  void aMessageWhoseContainersFailIsTriedThreeTimesAndThenPoison() {
    runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(10), "exit code 1"));
    queues.send("sub", "m1", "1");
    PassReport report = pass(10).run();
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMinutes(1));
      report = pass(10).run();
    }
    assertThat(runtime.launched()).extracting(LaunchSpec::name).doesNotHaveDuplicates().hasSize(3);
    assertThat(store.claims().ended(NAME, 10))
        .hasSize(3)
        .allMatch(ended -> ended.end().reason().equals("exit code 1"));
    assertThat(report.plan().of(Verdict.Poison.class)).containsExactly(new Verdict.Poison(3));
  }

  @Test
  void aContainerWhoseMessageHasGoneIsRemovedAfterTheChecksAndOthersAreLeft() {
    WaitingMessage gone = queues.send("sub", "gone", "1");
    queues.send("sub", "there", "1");
    pass(10).run();
    queues.settle(gone);
    Instant before = clock.instant();

    PassReport report = pass(10).run();

    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(5));
    assertThat(report.ended())
        .extracting(ended -> ended.claim().key().messageId())
        .containsExactly("gone");
    assertThat(runtime.present()).hasSize(1);
  }

  @Test
  void whoCannotLookForTheMessageKeepsTheContainer() {
    WaitingMessage gone = queues.send("sub", "gone", "1");
    pass(10).run();
    queues.settle(gone);
    queues.readable("sub", false);

    PassReport report = pass(10).run();

    assertThat(report.ended()).isEmpty();
    assertThat(states()).hasSize(1);
    assertThat(report.problems()).isNotEmpty();
  }

  @Test
  void aRefusedQuotaCostsAHandfulOfCallsAndHoldsEverybody() {
    for (int i = 0; i < 1000; i++) {
      queues.send("sub", "m" + i, "1");
    }
    runtime
        .faults()
        .on(RuntimeOperation.LAUNCH)
        .busy(Integer.MAX_VALUE, "ContainerGroupQuotaReached");

    PassReport first = pass(1000, 4).run();
    assertThat(first.problems()).hasSizeBetween(1, 4);
    assertThat(store.claims().live(NAME)).isEmpty();
    runtime.faults().heal(RuntimeOperation.LAUNCH);
    assertThat(pass(1000).run().started()).isEmpty();
    clock.advance(Duration.ofSeconds(31));
    assertThat(pass(1000).run().started()).hasSize(1000);
  }

  @Test
  void oneFailureDoesNotStopTheRestAndEveryRefusedAttemptIsOnRecord() {
    queues.send("sub", "m1", "1");
    queues.send("sub", "m2", "1");
    queues.send("sub", "bad", "many");
    runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "ServiceUnavailable");

    assertThat(pass(10).run().started())
        .extracting(claim -> claim.key().messageId())
        .containsExactly("m2");
    runtime.faults().on(RuntimeOperation.LAUNCH).refuse("BadImage");
    pass(10).run();

    assertThat(store.claims().ended(NAME, 10))
        .extracting(ended -> ended.end().how())
        .containsExactly(Claim.How.REFUSED);
  }

  @Test
  void aLostAnswerMakesOneContainerWhateverBecameOfIt() {
    queues.send("sub", "with", "1");
    runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithEffect();
    pass(10).run();
    queues.send("sub", "without", "1");
    runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithoutEffect();
    pass(10).run();
    assertThat(runtime.present()).hasSize(1);

    clock.advance(Duration.ofMinutes(2));
    pass(10).run();

    assertThat(runtime.present()).hasSize(2);
    assertThat(store.claims().live(NAME)).hasSize(2);
  }

  @Test
  void whatSomebodyElseRemovedCountsAsAnAttempt() {
    queues.send("sub", "m1", "1");
    pass(10).run();
    runtime.vanish(runtime.launched().getFirst().name());
    clock.advance(Duration.ofMinutes(2));

    pass(10).run();

    assertThat(store.claims().ended(NAME, 10))
        .extracting(ended -> ended.end().how())
        .containsExactly(Claim.How.VANISHED);
  }

  @Test
  void anOlderScalersContainerServesItsMessageAndIsClearedWhenItEnds() {
    runtime.plant(
        new ContainerName("old"),
        Map.of(
            OwnerTags.INSTALLATION,
            store.installation().id().value(),
            "managed_by",
            "aci",
            "message_id",
            "m1"));
    queues.send("sub", "m1", "1");

    assertThat(pass(10).run().started()).isEmpty();
    runtime.end(new ContainerName("old"), new ContainerState.Succeeded());
    assertThat(pass(10).run().started()).hasSize(1);
    assertThat(runtime.present()).extracting(v -> v.handle().name().value()).doesNotContain("old");
  }

  @Test
  void aPreviewChangesNothingAndTellsWhatAPassWouldDo() {
    queues.send("sub", "m1", "1");
    queues.send("sub", "bad", "-1");

    PassReport report = pass(10).preview();

    assertThat(report.plan().of(Verdict.Start.class)).hasSize(1);
    assertThat(report.plan().of(Verdict.Refused.class)).hasSize(1);
    assertThat(runtime.launched()).isEmpty();
    assertThat(store.claims().live(NAME)).isEmpty();
  }

  @Test
  void anIdlePassCostsAHandfulOfCallsWhateverRuns() {
    for (int i = 0; i < 100; i++) {
      queues.send("sub", "m" + i, "1");
    }
    pass(100).run();
    queues.calls();

    pass(100).run();

    // Nothing is free: one listing, and the census of 100 messages in pages of 50.
    assertThat(queues.calls()).isLessThanOrEqualTo(5);
  }

  /** Two replicas, faults, settled and unsettled messages: nobody ever has two live containers. */
  @Test
  void underFaultsNoMessageEverHasTwoLiveContainersAndNothingRemains() {
    var random = new Random(42);
    var waiting = new ArrayList<WaitingMessage>();
    for (int i = 0; i < 300; i++) {
      waiting.add(queues.send("s" + i % 7, "m" + i, String.valueOf(1 + i % 9)));
    }
    for (int round = 0; round < 200; round++) {
      if (round < 150 && random.nextInt(3) == 0) {
        switch (random.nextInt(4)) {
          case 0 -> runtime.faults().on(RuntimeOperation.LAUNCH).busy(2, "TooManyRequests");
          case 1 -> runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithEffect();
          case 2 -> runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithoutEffect();
          default -> runtime.faults().on(RuntimeOperation.LIST).couldNotLook(1, "Away");
        }
      }
      pass(40, 1).run();
      assertThat(runtime.present()).hasSizeLessThanOrEqualTo(40);
      var live = new HashSet<String>();
      for (ContainerView view : runtime.present()) {
        if (!view.state().isTerminal()) {
          assertThat(
                  live.add(
                      view.labels().get("subscription_name") + view.labels().get("message_id")))
              .isTrue();
        }
      }
      for (ContainerView view : runtime.present()) {
        if (random.nextInt(4) == 0 && !view.state().isTerminal()) {
          String id = view.labels().get("message_id");
          waiting.stream()
              .filter(message -> message.messageId().equals(Optional.ofNullable(id)))
              .forEach(queues::settle);
          runtime.end(view.handle().name(), new ContainerState.Succeeded());
        }
      }
      clock.advance(Duration.ofMinutes(1));
    }
    pass(40).run();
    assertThat(runtime.present()).isEmpty();
    assertThat(store.claims().live(NAME)).isEmpty();
    assertThat(store.claims().ended(NAME, 1000))
        .filteredOn(ended -> ended.end().how() == Claim.How.SUCCEEDED)
        .extracting(ended -> ended.claim().key())
        .doesNotHaveDuplicates()
        .hasSize(300);
  }
}
