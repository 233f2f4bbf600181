package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.scaler.Backlog;
import io.haymaker.core.scaler.ScalerPreview;
import org.junit.jupiter.api.Test;

/** How much waits, whatever a pass looked at. */
class BacklogTest {
  private final ScalerScene scene = ScalerScene.of(2);

  private void send(String subscription, int messages) {
    for (int i = 0; i < messages; i++) {
      scene.queues.send(subscription, "m" + i, "1");
    }
  }

  @Test
  void whatWaitsBehindTheLastMessageThatWasLookedAtIsCounted() {
    send("a", 1_000);
    send("b", 400);
    send("skipped", 5);

    Backlog backlog = scene.pass().backlog();

    assertThat(backlog.served()).isEqualTo(2);
    assertThat(backlog.waiting()).isEqualTo(1_398);
  }

  @Test
  void whatASubscriptionHoldsThatCannotBeReadIsCounted() {
    send("a", 1);
    send("b", 7);
    scene.queues.readable("b", false);

    assertThat(scene.pass().backlog().waiting()).isEqualTo(7);
  }

  @Test
  void whatWasReadToTheEndIsCountedAsItWasSeen() {
    send("a", 1);
    send("b", 3);
    scene.queues.send("b", "bad", "nonsense");

    Backlog backlog = scene.pass().backlog();

    assertThat(backlog.waiting()).isEqualTo(2);
    assertThat(backlog.refused()).isEqualTo(1);
  }

  @Test
  void aPreviewSaysHowMuchWaitsBehindThePagesThatItTellsOf() {
    send("a", 120);

    assertThat(ScalerPreview.of(scene.world(), 10).messages()).hasSize(50);
    assertThat(ScalerPreview.of(scene.world(), 10).more()).isEqualTo(70);
    assertThat(ScalerPreview.of(scene.world(), 120).messages()).hasSize(120);
    assertThat(ScalerPreview.of(scene.world(), 120).more()).isZero();
  }

  @Test
  void whoAsksForNoMessageHearsHowManyThereAre() {
    send("a", 3);
    scene.store.claims().pause(ScalerScene.NAME, true);

    ScalerPreview none = ScalerPreview.of(scene.world(), 0);

    assertThat(none.messages()).isEmpty();
    assertThat(none.more()).isEqualTo(3);
  }
}
