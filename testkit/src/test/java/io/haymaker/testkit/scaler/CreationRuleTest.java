package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.ClaimStore.Ended;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 6 of a pass: how containers are asked for, and what becomes of refusals. */
final class CreationRuleTest {

  private static ScalerScene withMessages(int count) {
    ScalerScene scene = ScalerScene.of(1000);
    for (int i = 0; i < count; i++) {
      scene.send("sub", "m" + i);
    }
    return scene;
  }

  private static int launches(ScalerScene scene) {
    var launches = new AtomicInteger();
    scene.pass(
        new Gate() {
          @Override
          void before(Step step) {
            if (step.what().equals("ContainerRuntime.launchNew")) {
              launches.incrementAndGet();
            }
          }
        });
    return launches.get();
  }

  @Test
  void aContainerCarriesTheTagsOfTheSpecificationAndOurs() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage message = scene.queues.send("sub", "m1", "12.5");

    scene.pass();

    LaunchSpec spec = scene.runtime.launched().getFirst();
    assertThat(spec.labels())
        .containsEntry("managed_by", "aci")
        .containsEntry("message_id", "m1")
        .containsEntry("file_size_mb", "12.5")
        .containsEntry("subscription_name", "sub")
        .containsEntry("sequence_number", String.valueOf(message.sequenceNumber()))
        .containsEntry("attempt", "1")
        .containsEntry(OwnerTags.INSTALLATION, scene.store.installation().id().value());
    assertThat(spec.name().value()).startsWith("aci-");
  }

  @Test
  void aContainerIsToldTheSettingsItsSubscriptionAndItsMessageWhichNoSettingReplaces() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage message = scene.queues.send("sub", "m1", "1e3");

    scene.pass();

    assertThat(scene.runtime.launched().getFirst().environment())
        .containsEntry("MODE", "fast")
        .containsEntry("VALIDATION_REQ_SUB", "sub")
        .containsEntry("HAYMAKER_MESSAGE_ID", "m1")
        .containsEntry("HAYMAKER_SEQUENCE_NUMBER", String.valueOf(message.sequenceNumber()))
        .containsEntry("HAYMAKER_FILE_SIZE_MB", "1000");
  }

  /** The first waits for a second one to be asked for: it never is, if they go one by one. */
  @Test
  void soManyRequestsAreInFlightAndNeverMore() {
    ScalerScene scene = withMessages(12);
    scene.width = 4;
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var four = new CountDownLatch(4);
    var patient = new AtomicBoolean(true);

    scene.pass(
        new Gate() {
          @Override
          void before(Step step) {
            if (step.what().equals("ContainerRuntime.launchNew")) {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              four.countDown();
              try {
                if (patient.get()) {
                  patient.set(four.await(2, TimeUnit.MINUTES));
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            }
          }

          @Override
          void after(Step step, @Nullable Object answer) {
            if (step.what().equals("ContainerRuntime.launchNew")) {
              inFlight.decrementAndGet();
            }
          }
        });

    assertThat(most).hasValue(4);
    assertThat(scene.runtime.launched()).hasSize(12);
  }

  @Test
  void nobodyWaitsForOneToRunBeforeTheNextIsAskedFor() {
    ScalerScene scene = withMessages(20);
    scene.runtime.behave(Behaviour.neverStarts());

    assertThat(scene.pass().started()).hasSize(20);
    assertThat(scene.runtime.present())
        .allMatch(view -> view.state() instanceof ContainerState.Starting);
  }

  @Test
  void oneFailureNeverStopsTheRest() {
    ScalerScene scene = withMessages(4);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "ServiceUnavailable");
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithoutEffect();

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("m2", "m3");
  }

  @Test
  void everyRefusedAttemptIsOnRecordWithItsReason() {
    ScalerScene scene = withMessages(2);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).refuse("InaccessibleImage");

    scene.pass();

    assertThat(scene.ended())
        .hasSize(2)
        .allMatch(one -> one.end().how() == Claim.How.REFUSED)
        .extracting(Ended::end)
        .allMatch(end -> end.reason().contains("InaccessibleImage"));
    assertThat(scene.journal("container_ended")).hasSize(2);
    assertThat(scene.live()).isEmpty();
  }

  @Test
  void aThousandCreatesRefusedForQuotaCostAHandfulOfCalls() {
    ScalerScene scene = withMessages(1000);
    scene.width = 4;
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(Integer.MAX_VALUE, "QuotaReached");

    assertThat(launches(scene)).isBetween(1, 4);
    assertThat(scene.live()).isEmpty();
    // However often is looked meanwhile.
    for (int i = 0; i < 20; i++) {
      scene.clock.advance(Duration.ofSeconds(1));
      assertThat(launches(scene)).isZero();
    }
    scene.runtime.faults().healAll();
    scene.clock.advance(Duration.ofSeconds(10));
    assertThat(launches(scene)).isEqualTo(1000);
  }

  @Test
  void theBackingOffDoublesAndIsShownWithItsReason() {
    ScalerScene scene = withMessages(60);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(Integer.MAX_VALUE, "QuotaReached");
    assertThat(launches(scene)).isEqualTo(1);
    scene.clock.advance(Duration.ofSeconds(30));
    assertThat(launches(scene)).isEqualTo(1);
    scene.clock.advance(Duration.ofSeconds(30));
    assertThat(launches(scene)).isZero();

    assertThat(scene.store.claims().memory(ScalerScene.NAME).hold())
        .get()
        .matches(hold -> hold.reason().equals("quota"))
        .matches(hold -> hold.until().equals(scene.clock.instant().plusSeconds(30)));
  }

  @Test
  void theBackingOffBeginsWithTheWaitThatIsSet() {
    ScalerScene scene = withMessages(60);
    scene.firstWait = Duration.ofSeconds(4);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(Integer.MAX_VALUE, "QuotaReached");
    assertThat(launches(scene)).isEqualTo(1);
    scene.clock.advance(Duration.ofSeconds(3));
    assertThat(launches(scene)).isZero();
    scene.clock.advance(Duration.ofSeconds(1));
    assertThat(launches(scene)).isEqualTo(1);

    assertThat(scene.store.claims().memory(ScalerScene.NAME).hold())
        .get()
        .matches(hold -> hold.until().equals(scene.clock.instant().plusSeconds(8)));
  }

  @Test
  void theWaitThatThePlatformAsksForIsKept() {
    ScalerScene scene = withMessages(60);
    scene
        .runtime
        .faults()
        .on(RuntimeOperation.LAUNCH)
        .busy(1, "TooManyRequests", Duration.ofMinutes(7));

    assertThat(launches(scene)).isEqualTo(1);
    assertThat(scene.passAfter(Duration.ofSeconds(419)).started()).isEmpty();
    assertThat(scene.passAfter(Duration.ofSeconds(1)).started()).hasSize(60);
  }

  @Test
  void nothingButFailuresIsNoMatterOfSingleMessages() {
    ScalerScene scene = withMessages(1000);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).refuse("InaccessibleImage");

    assertThat(launches(scene)).isEqualTo(10);
    assertThat(scene.ended()).hasSize(10);
  }

  @Test
  void aLostAnswerMakesOneContainerWhateverBecameOfIt() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "with");
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithEffect();
    scene.pass();
    scene.send("sub", "without");
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithoutEffect();
    PassReport report = scene.pass();
    assertThat(ScalerScene.startedBy(report)).containsExactly("with");
    assertThat(scene.liveIds()).containsExactly("with");

    scene.passAfter(Duration.ofMinutes(2));

    assertThat(scene.liveIds()).containsExactly("with", "without");
    assertThat(scene.live()).hasSize(2).allMatch(claim -> claim.launchedAt().isPresent());
  }

  @Test
  void whoIsHeldUpBetweenClaimAndRequestLeavesItToTheNext() {
    ScalerScene scene = withMessages(1);

    scene.pass(
        new Gate() {
          @Override
          void after(Step step, @Nullable Object answer) {
            if (step.what().equals("ClaimStore.claim")) {
              scene.clock.advance(Duration.ofSeconds(50));
            }
          }
        });
    assertThat(scene.runtime.launched()).isEmpty();
    // So long it might still be asked for.
    assertThat(scene.passAfter(Duration.ofSeconds(9)).started()).isEmpty();
    assertThat(scene.live()).hasSize(1);
    assertThat(scene.passAfter(Duration.ofSeconds(1)).started())
        .extracting(Claim::attempt)
        .containsExactly(1);
  }

  @Test
  void aPreviewChangesNothingAndTellsWhatAPassWouldDo() {
    ScalerScene scene = withMessages(1);
    scene.queues.send("sub", "bad", "-1");

    PassReport report = new ScalerPass(scene.world()).preview();

    assertThat(report.plan().of(Verdict.Start.class)).hasSize(1);
    assertThat(report.plan().of(Verdict.Refused.class)).hasSize(1);
    assertThat(scene.runtime.launched()).isEmpty();
    assertThat(scene.live()).isEmpty();
    assertThat(scene.store.journal().ofNoRun(0, 10)).isEmpty();
  }

  @Test
  void whenAContainerBeganIsNotedByTheFirstPassThatSeesIt() {
    ScalerScene scene = ScalerScene.of(2);
    scene.send("sub", "m1");
    scene.pass();
    Instant began = scene.runtime.present().getFirst().facts().startedAt().orElseThrow();

    assertThat(scene.passAfterAMinute().began())
        .extracting(Claim::beganAt)
        .containsExactly(Optional.of(began));
    assertThat(scene.live()).extracting(Claim::beganAt).containsExactly(Optional.of(began));
    assertThat(scene.passAfterAMinute().began()).isEmpty();
  }

  @Test
  void whatEndedBeforeAnyPassSawItIsKnownToHaveBegun() {
    ScalerScene scene = ScalerScene.of(2);
    scene.send("sub", "m1");
    scene.pass();
    scene.end("m1", new ContainerState.Succeeded());

    PassReport report = scene.passAfterAMinute();
    assertThat(report.began()).hasSize(1);
    assertThat(report.ended()).hasSize(1);
    assertThat(scene.store.claims().ended(report.began().getFirst().scaler(), 1))
        .allMatch(end -> end.claim().beganAt().isPresent());
  }
}
