package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.Severity;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.runtime.Behaviour;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 4 of a pass: one live container for each message, and so many over time. */
final class OneContainerRuleTest {

  @Test
  void theSameIdInTwoSubscriptionsIsTwoMessages() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("a", "m");
    scene.send("b", "m");

    assertThat(scene.pass().started()).hasSize(2);
    assertThat(scene.runtime.present()).extracting(ScalerScene::key).containsOnly("a/m", "b/m");
  }

  @Test
  void theSameIdTwiceInASubscriptionHasOneContainerAtATime() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage first = scene.send("a", "m");
    scene.send("a", "m");

    assertThat(scene.pass().started()).hasSize(1);
    assertThat(scene.pass().started()).isEmpty();
    scene.finish(first);
    assertThat(scene.passAfterAMinute().started()).hasSize(1);
    assertThat(scene.liveIds()).containsExactly("m");
  }

  @Test
  void aGroupWithoutASubscriptionsTagServesItsIdInEverySubscription() {
    ScalerScene scene = ScalerScene.of(10);
    scene.plantOlder("old", Map.of("message_id", "m"));
    scene.plantOlder("old-too", Map.of("message_id", "n", "subscription_name", "a"));
    scene.send("a", "m");
    scene.send("b", "m");
    scene.send("a", "n");
    scene.send("b", "n");

    assertThat(scene.pass().started())
        .extracting(claim -> claim.key().toString())
        .containsExactly("b/n");
  }

  @Test
  void aMessageThatWentJustBeforeItsContainerIsMadeGetsNone() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage message = scene.send("sub", "m");

    PassReport report = scene.pass(settlingOnceClaimed(scene, message));

    assertThat(report.started()).isEmpty();
    assertThat(scene.runtime.launched()).isEmpty();
    assertThat(scene.live()).isEmpty();
  }

  /** What was seen for the first is no word about the second when the first took its time. */
  @Test
  void aMessageThatWentWhileTheContainerBeforeItWasBeingMadeGetsNone() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "slow");
    WaitingMessage second = scene.send("sub", "gone");

    PassReport report =
        scene.pass(
            new Gate() {
              @Override
              void before(Step step) {
                if (step.what().equals("ContainerRuntime.launchNew")) {
                  scene.clock.advance(Duration.ofSeconds(2));
                  scene.queues.settle(second);
                }
              }
            });

    assertThat(ScalerScene.startedBy(report)).containsExactly("slow");
    assertThat(scene.runtime.launched()).hasSize(1);
    assertThat(scene.live()).hasSize(1);
  }

  @Test
  void withoutConfirmationItIsMadeAndRemovedAsAnOrphan() {
    ScalerScene scene = ScalerScene.of(10);
    scene.confirm = false;
    WaitingMessage message = scene.send("sub", "m");

    scene.pass(settlingOnceClaimed(scene, message));
    assertThat(scene.runtime.launched()).hasSize(1);
    scene.pass();
    assertThat(scene.endedOf("m").end().how()).isEqualTo(Claim.How.ORPHANED);
  }

  private static Gate settlingOnceClaimed(ScalerScene scene, WaitingMessage message) {
    return new Gate() {
      @Override
      void before(Step step) {
        if (step.what().equals("ClaimStore.claim")) {
          scene.queues.settle(message);
        }
      }
    };
  }

  @Test
  void whoCannotLookWhetherItIsThereMakesNone() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");

    PassReport report =
        scene.pass(
            new Gate() {
              @Override
              void before(Step step) {
                if (step.what().equals("ClaimStore.claim")) {
                  scene.queues.readable("sub", false);
                }
              }
            });

    assertThat(report.problems()).isNotEmpty();
    assertThat(scene.runtime.launched()).isEmpty();
    scene.queues.readable("sub", true);
    assertThat(scene.pass().started()).hasSize(1);
  }

  @Test
  void aMessageThatIsLeftGetsAnotherContainerUpToThreeAndIsThenPoisonMarkedAndReportedOnce() {
    ScalerScene scene = ScalerScene.of(10);
    scene.runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(10), "exit code 1"));
    scene.send("sub", "m");
    PassReport report = scene.pass();
    for (int i = 0; i < 20; i++) {
      report = scene.passAfterAMinute();
    }
    assertThat(scene.runtime.launched())
        .extracting(LaunchSpec::name)
        .doesNotHaveDuplicates()
        .hasSize(3);
    assertThat(scene.ended())
        .hasSize(3)
        .allMatch(ended -> ended.end().reason().equals("exit code 1"));
    assertThat(report.plan().of(Verdict.Poison.class)).containsExactly(new Verdict.Poison(3));
    assertThat(scene.journal("message_poison"))
        .containsExactly("message m at 1 of sub: poison: 3 containers ended and left it");
    assertThat(scene.severities("message_poison")).containsExactly(Severity.WARNING);
  }

  @Test
  void aContainerThatEndedWellAndLeftItsMessageHadItsAttempt() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");
    scene.pass();
    scene.end("m", new ContainerState.Succeeded());

    PassReport report = scene.pass();
    assertThat(report.plan().of(Verdict.Waits.class))
        .extracting(Verdict.Waits::reason)
        .containsExactly("attempt 2");
    assertThat(scene.passAfterAMinute().started()).extracting(Claim::attempt).containsExactly(2);
  }

  @Test
  void aPoisonMessageUsesNoRoom() {
    ScalerScene scene = ScalerScene.of(1);
    scene.runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(10), "exit code 1"));
    scene.send("sub", "poison");
    for (int i = 0; i < 10; i++) {
      scene.passAfterAMinute();
    }
    scene.send("sub", "good");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("good");
  }

  @Test
  void anIdThatIsUsedAnewHasItsAttemptsAnew() {
    ScalerScene scene = ScalerScene.of(10);
    for (int day = 1; day <= 5; day++) {
      WaitingMessage message = scene.send("sub", "nightly");
      assertThat(scene.pass().started()).extracting(Claim::attempt).containsExactly(day);
      scene.finish(message);
      scene.pass();
      scene.clock.advance(Duration.ofDays(1));
    }
    assertThat(scene.ended()).hasSize(5).allMatch(e -> e.end().how() == Claim.How.SUCCEEDED);
  }

  @Test
  void whatSomebodyElseRemovedHadItsAttempt() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");
    scene.pass();
    scene.runtime.vanish(scene.container("m"));

    scene.passAfter(Duration.ofMinutes(2));

    assertThat(scene.endedOf("m").end().how()).isEqualTo(Claim.How.VANISHED);
  }

  @Test
  void whatWasSeenToRunAndIsGoneIsOverAtOnce() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");
    scene.pass();
    scene.passAfter(Duration.ofSeconds(5));
    scene.runtime.vanish(scene.container("m"));

    scene.passAfter(Duration.ofSeconds(5));

    assertThat(scene.endedOf("m").end().how()).isEqualTo(Claim.How.VANISHED);
  }
}
