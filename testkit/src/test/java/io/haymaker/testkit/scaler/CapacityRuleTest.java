package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 2 of a pass: which subscriptions are served, and that there is never more than the room. */
final class CapacityRuleTest {

  @Test
  void skippedSubscriptionsAreNotServed() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("skipped", "m1");
    scene.send("sub", "m2");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("m2");
  }

  @Test
  void roomIsCapacityLessWhatLivesOldContainersAmongIt() {
    ScalerScene scene = ScalerScene.of(3);
    scene.plantOlder("old", Map.of("message_id", "elsewhere"));
    for (int i = 0; i < 5; i++) {
      scene.send("sub", "m" + i);
    }

    PassReport report = scene.pass();

    assertThat(ScalerScene.startedBy(report)).containsExactly("m0", "m1");
    assertThat(scene.runtime.present()).hasSize(3);
  }

  @Test
  void whatCannotBeRemovedKeepsItsRoom() {
    ScalerScene scene = ScalerScene.of(1);
    scene.runtime.behave(Behaviour.succeedsAfter(Duration.ofSeconds(30)));
    scene.send("sub", "m1");
    scene.pass();
    scene.send("sub", "m2");
    scene.runtime.faults().on(RuntimeOperation.DESTROY).refuse("No");

    assertThat(scene.passAfterAMinute().started()).isEmpty();
    scene.runtime.faults().healAll();
    assertThat(scene.pass().started()).hasSize(1);
  }

  @Test
  void whatWasRemovedAndCannotBeLookedForKeepsItsRoom() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("sub", "m1");
    scene.pass();
    scene.end("m1", new ContainerState.Failed("no"));
    scene.send("sub", "m2");
    scene.runtime.faults().on(RuntimeOperation.INSPECT).couldNotLook(1, "Away");

    assertThat(scene.pass().started()).isEmpty();
    scene.runtime.faults().on(RuntimeOperation.FIND).couldNotLook(1, "Away");
    assertThat(scene.passAfterAMinute().started()).isEmpty();
    assertThat(scene.pass().started()).hasSize(1);
  }

  @Test
  void aLaunchOfWhichNobodyKnowsKeepsItsRoom() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("sub", "m1");
    scene.send("sub", "m2");
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).unknownWithoutEffect();

    assertThat(scene.pass().started()).isEmpty();
    assertThat(scene.passAfter(Duration.ofSeconds(10)).started()).isEmpty();
    assertThat(scene.runtime.launched()).isEmpty();
    assertThat(scene.passAfterAMinute().started()).hasSize(1);
  }

  @Test
  void aListingThatLagsBehindGivesNoRoom() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("sub", "m1");
    scene.pass();
    scene.send("sub", "m2");
    // What is claimed counts, listed or not.
    scene.runtime.vanish(scene.container("m1"));

    assertThat(scene.passAfter(Duration.ofSeconds(10)).started()).isEmpty();
  }
}
