package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.plane.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 8 of a pass: containers whose message has gone. */
final class OrphanRuleTest {

  @Test
  void itIsRemovedAfterTheChecksAndItsNeighbourIsLeft() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage gone = scene.send("sub", "gone");
    scene.send("sub", "there");
    scene.pass();
    scene.queues.settle(gone);
    Instant before = scene.clock.instant();

    PassReport report = scene.pass();

    assertThat(Duration.between(before, scene.clock.instant())).isEqualTo(Duration.ofSeconds(5));
    assertThat(report.ended())
        .extracting(ended -> ended.claim().key().messageId())
        .containsExactly("gone");
    assertThat(scene.endedOf("gone").end().how()).isEqualTo(Claim.How.ORPHANED);
    assertThat(scene.endedOf("gone").end().log()).isNotEmpty();
    assertThat(scene.liveIds()).containsExactly("there");
  }

  /** A head of the queue of any length proves nothing: its own place is looked at. */
  @Test
  void itsOwnPlaceIsLookedAtHoweverLongTheQueueIs() {
    ScalerScene scene = ScalerScene.of(300);
    var messages = new ArrayList<WaitingMessage>();
    for (int i = 0; i < 300; i++) {
      messages.add(scene.send("sub", "m" + i));
    }
    scene.pass();
    for (int i : new int[] {0, 77, 149, 299}) {
      scene.queues.settle(messages.get(i));
    }

    assertThat(scene.pass().ended())
        .extracting(ended -> ended.claim().key().messageId())
        .containsExactlyInAnyOrder("m0", "m77", "m149", "m299");
    assertThat(scene.liveIds()).hasSize(296);
  }

  @Test
  void anotherMessageOfTheSameIdDoesNotKeepIt() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage first = scene.send("sub", "m");
    scene.pass();
    scene.queues.settle(first);
    scene.send("sub", "m");

    assertThat(scene.pass().ended()).hasSize(1);
  }

  @Test
  void whoCannotLookKeepsIt() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage gone = scene.send("sub", "gone");
    scene.pass();
    scene.queues.settle(gone);
    scene.queues.readable("sub", false);

    PassReport report = scene.pass();

    assertThat(report.ended()).isEmpty();
    assertThat(scene.liveIds()).containsExactly("gone");
    assertThat(report.problems()).isNotEmpty();
  }

  @Test
  void whoCannotLookTheSecondTimeKeepsIt() {
    ScalerScene scene = ScalerScene.of(1);
    WaitingMessage gone = scene.send("sub", "gone");
    scene.pass();
    scene.queues.settle(gone);

    PassReport report =
        scene.pass(
            new Gate() {
              @Override
              void after(Step step, @Nullable Object answer) {
                if (step.what().equals("MessageQueues.peek")) {
                  scene.queues.readable("sub", false);
                }
              }
            });

    assertThat(report.ended()).isEmpty();
    assertThat(scene.liveIds()).containsExactly("gone");
  }

  @Test
  void aMessageThatIsSeenAgainAtTheSecondCheckKeepsItsContainer() {
    ScalerScene scene = ScalerScene.of(1);
    WaitingMessage message = scene.send("sub", "m");
    scene.pass();
    scene.queues.settle(message);

    scene.pass(
        new Gate() {
          @Override
          void after(Step step, @Nullable Object answer) {
            if (step.what().equals("MessageQueues.peek")) {
              scene.queues.restore(message);
            }
          }
        });

    assertThat(scene.liveIds()).containsExactly("m");
  }

  @Test
  void aWorkingContainerWhoseMessageWaitsIsNeverTouched() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");
    for (int i = 0; i < 20; i++) {
      scene.passAfterAMinute();
    }
    assertThat(scene.runtime.launched()).hasSize(1);
    assertThat(scene.ended()).isEmpty();
  }

  @Test
  void aContainerWhoseTagsTellNoPlaceIsKept() {
    ScalerScene scene = ScalerScene.of(10);
    scene.plantOlder("old", Map.of("message_id", "m", "subscription_name", "sub"));
    scene.plantOlder(
        "odd", Map.of("message_id", "n", "subscription_name", "sub", "sequence_number", "first"));
    scene.send("sub", "another");

    scene.pass();

    assertThat(scene.liveIds()).containsExactly("another", "m", "n");
  }

  @Test
  void whereItIsNotWantedNoneIsRemoved() {
    ScalerScene scene = ScalerScene.of(10);
    scene.orphans = new Scaler.Orphans(false, 2, Duration.ofSeconds(5));
    WaitingMessage gone = scene.send("sub", "gone");
    scene.pass();
    scene.queues.settle(gone);

    scene.pass();

    assertThat(scene.liveIds()).containsExactly("gone");
  }

  @Test
  void pagesChecksAndTheTimeBetweenThemAreThoseThatAreSet() {
    ScalerScene scene = ScalerScene.of(20);
    scene.page = 7;
    scene.orphans = new Scaler.Orphans(true, 11, 3, Duration.ofSeconds(7));
    WaitingMessage gone = scene.send("sub", "gone");
    for (int i = 1; i < 20; i++) {
      scene.send("sub", "m" + i);
    }
    scene.pass();
    assertThat(scene.queues.pages()).as("planned and confirmed").containsOnly(7);
    scene.queues.settle(gone);
    Instant before = scene.clock.instant();

    scene.pass();

    assertThat(scene.queues.pages())
        .as("planned, and the three looks at one place")
        .containsOnly(7, 11)
        .filteredOn(page -> page == 11)
        .hasSize(3);
    assertThat(Duration.between(before, scene.clock.instant())).isEqualTo(Duration.ofSeconds(14));
    assertThat(scene.endedOf("gone").end().how()).isEqualTo(Claim.How.ORPHANED);
    assertThat(scene.liveIds()).hasSize(19);
  }

  @Test
  void whereOneCheckIsEnoughItIsRemovedAtOnce() {
    ScalerScene scene = ScalerScene.of(1);
    scene.orphans = new Scaler.Orphans(true, 11, 1, Duration.ofMinutes(3));
    WaitingMessage gone = scene.send("sub", "gone");
    scene.pass();
    scene.queues.settle(gone);
    scene.queues.pages();
    Instant before = scene.clock.instant();

    assertThat(scene.pass().ended()).hasSize(1);

    assertThat(scene.queues.pages()).filteredOn(page -> page == 11).hasSize(1);
    assertThat(scene.clock.instant()).isEqualTo(before);
  }

  @Test
  void passesThatFollowEachOtherKeepToTheChecksThatAreSet() {
    ScalerScene scene = ScalerScene.of(10);
    scene.orphans = new Scaler.Orphans(true, 11, 3, Duration.ofSeconds(7));
    WaitingMessage gone = scene.send("sub", "gone");
    var chore = new ScalerChore(scene.world(), Duration.ofMinutes(1), (_, _) -> {});
    chore.look();
    scene.queues.settle(gone);

    for (int check = 1; check < 3; check++) {
      assertThat(chore.look()).isEqualTo(scene.clock.instant().plusSeconds(7));
      assertThat(scene.liveIds()).containsExactly("gone");
      scene.clock.advance(Duration.ofSeconds(6));
      chore.look();
      scene.clock.advance(Duration.ofSeconds(1));
    }
    chore.look();

    assertThat(scene.endedOf("gone").end().how()).isEqualTo(Claim.How.ORPHANED);
  }

  /** A message that comes while an orphan is being confirmed does not wait for that. */
  @Test
  void passesThatFollowEachOtherConfirmItWithoutAWaitInAnyOfThem() {
    ScalerScene scene = ScalerScene.of(10);
    WaitingMessage gone = scene.send("sub", "gone");
    var chore = new ScalerChore(scene.world(), Duration.ofMinutes(1), (_, _) -> {});
    chore.look();
    scene.queues.settle(gone);
    Instant suspected = scene.clock.instant();

    assertThat(chore.look()).isEqualTo(suspected.plusSeconds(5));
    assertThat(scene.clock.instant()).isEqualTo(suspected);
    scene.clock.advance(Duration.ofSeconds(2));
    scene.send("sub", "new");
    assertThat(chore.look()).isEqualTo(suspected.plusSeconds(5));
    assertThat(scene.liveIds()).containsExactly("gone", "new");
    scene.clock.advance(Duration.ofSeconds(3));

    assertThat(chore.look()).isEqualTo(scene.clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(scene.liveIds()).containsExactly("new");
    assertThat(scene.endedOf("gone").end().how()).isEqualTo(Claim.How.ORPHANED);
  }

  @Test
  void aMessageThatWasMissingOnceAndIsThereAgainClearsItsContainerOfSuspicion() {
    ScalerScene scene = ScalerScene.of(1);
    WaitingMessage message = scene.send("sub", "m");
    var chore = new ScalerChore(scene.world(), Duration.ofMinutes(1), (_, _) -> {});
    chore.look();
    for (int i = 0; i < 3; i++) {
      scene.queues.settle(message);
      chore.look();
      scene.queues.restore(message);
      scene.clock.advance(Duration.ofSeconds(5));
      chore.look();
    }

    assertThat(scene.liveIds()).containsExactly("m");
  }
}
