package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 1 of a pass: what has ended is cleared away first, whatever else can be seen. */
final class TerminalFirstRuleTest {

  private static ScalerScene withOneEnded() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("sub", "m1");
    scene.pass();
    scene.end("m1", new ContainerState.Failed("exit code 1"));
    return scene;
  }

  @Test
  void whatEndedIsClearedWhenThereIsNoCapacityAndItsRoomIsUsedInTheSamePass() {
    ScalerScene scene = withOneEnded();
    scene.send("sub", "m2");

    PassReport report = scene.pass();

    assertThat(report.ended()).hasSize(1);
    assertThat(ScalerScene.startedBy(report)).containsExactly("m2");
  }

  @Test
  void whatEndedIsClearedWhenThereIsNoSubscription() {
    ScalerScene scene = ScalerScene.of(1);
    scene.plantOlder("old", Map.of("message_id", "m1"));
    scene.runtime.end(new ContainerName("old"), new ContainerState.Succeeded());

    scene.pass();

    assertThat(scene.runtime.present()).isEmpty();
  }

  @Test
  void whatEndedIsClearedWhenSubscriptionsCannotBeListed() {
    ScalerScene scene = withOneEnded();
    scene.queues.listable(false);

    PassReport report = scene.pass();

    assertThat(scene.runtime.present()).isEmpty();
    assertThat(report.problems()).anyMatch(what -> what.startsWith("subscriptions could not"));
  }

  @Test
  void whatEndedIsClearedWhenNoSubscriptionCanBeRead() {
    ScalerScene scene = withOneEnded();
    scene.queues.readable("sub", false);

    scene.pass();

    assertThat(scene.runtime.present()).isEmpty();
  }

  @Test
  void whatEndedIsClearedWhileTheScalerIsPausedAndWhileThePlatformAsksForPatience() {
    ScalerScene scene = withOneEnded();
    scene.store.claims().pause(ScalerScene.NAME, true);
    scene.send("sub", "m2");

    assertThat(scene.pass().ended()).hasSize(1);
    assertThat(scene.passAfterAMinute().started()).isEmpty();

    scene.store.claims().pause(ScalerScene.NAME, false);
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "QuotaReached");
    assertThat(scene.passAfterAMinute().started()).isEmpty();
  }

  @Test
  void withoutAListingOfContainersNothingIsClearedOrStarted() {
    ScalerScene scene = withOneEnded();
    scene.send("sub", "m2");
    scene.runtime.faults().on(RuntimeOperation.LIST).couldNotLook("Away");

    PassReport report = scene.pass();

    assertThat(scene.runtime.present()).hasSize(1);
    assertThat(scene.runtime.launched()).hasSize(1);
    assertThat(report.problems()).hasSize(1);
  }

  @Test
  void containersOfOthersAreNoneOfOurs() {
    ScalerScene scene = ScalerScene.of(1);
    String installation = scene.store.installation().id().value();
    scene.runtime.plant(
        new ContainerName("other-scaler"),
        Map.of(OwnerTags.INSTALLATION, installation, "managed_by", "other"));
    scene.runtime.plant(
        new ContainerName("other-installation"),
        Map.of(OwnerTags.INSTALLATION, "somebody-else", "managed_by", "aci"));
    scene.runtime.end(new ContainerName("other-scaler"), new ContainerState.Succeeded());
    scene.runtime.end(new ContainerName("other-installation"), new ContainerState.Succeeded());
    WaitingMessage message = scene.send("sub", "m1");

    assertThat(scene.pass().started()).hasSize(1);
    scene.finish(message);
    scene.pass();

    assertThat(scene.runtime.present())
        .extracting(view -> view.handle().name().value())
        .containsExactlyInAnyOrder("other-scaler", "other-installation");
  }
}
