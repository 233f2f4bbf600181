package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.scaler.Claim;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Rule 7 of a pass: what is removed, and what is kept of it. When a group of Container Instances is
 * over is told by the test of its states: provisioning and every container, five minutes.
 */
final class DeletionRuleTest {

  private static ScalerScene withOne() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("sub", "m");
    scene.pass();
    return scene;
  }

  @Test
  void whatStartsOrRunsIsNeverRemovedWhileItsMessageWaits() {
    ScalerScene scene = ScalerScene.of(10);
    scene.runtime.behave(Behaviour.neverStarts());
    scene.send("sub", "starting");
    scene.pass();
    scene.runtime.behave(Behaviour.runs());
    scene.send("sub", "running");
    for (int i = 0; i < 5; i++) {
      scene.passAfterAMinute();
    }
    assertThat(scene.liveIds()).containsExactly("running", "starting");
  }

  @Test
  void itsLastTwentyLinesAreInTheDatabaseAndInTheJournal() {
    ScalerScene scene = withOne();
    scene.runtime.write(
        scene.container("m"), IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toList());
    scene.end("m", new ContainerState.Failed("exit code 3"));

    scene.pass();

    Claim.End end = scene.endedOf("m").end();
    assertThat(end.how()).isEqualTo(Claim.How.FAILED);
    assertThat(end.reason()).isEqualTo("exit code 3");
    assertThat(end.log().lines()).hasSize(20).startsWith("line 11").endsWith("line 30");
    assertThat(scene.store.journal().ofNoRun(0, 100))
        .anyMatch(one -> end.log().equals(one.entry().details().get("log")));
    assertThat(scene.runtime.present()).isEmpty();
  }

  @Test
  void theyAreOnRecordBeforeAnythingIsRemoved() {
    ScalerScene scene = withOne();
    scene.runtime.write(scene.container("m"), List.of("the last words"));
    scene.end("m", new ContainerState.Failed("exit code 3"));
    scene.runtime.faults().on(RuntimeOperation.DESTROY).crashAfterEffect();
    Assertions.assertThatThrownBy(scene::pass).isInstanceOf(SimulatedCrash.class);
    assertThat(scene.runtime.present()).isEmpty();
    assertThat(scene.ended()).isEmpty();

    scene.passAfterAMinute();

    assertThat(scene.endedOf("m").end())
        .matches(end -> end.how() == Claim.How.FAILED)
        .matches(end -> end.reason().equals("exit code 3"))
        .matches(end -> end.log().equals("the last words\n"));
  }

  @Test
  void aLogThatCanBeReadAtTheSecondTryIsSaved() {
    ScalerScene scene = withOne();
    scene.runtime.write(scene.container("m"), List.of("read"));
    scene.end("m", new ContainerState.Succeeded());
    scene.runtime.faults().on(RuntimeOperation.LOGS).busy(2, "Away");

    scene.pass();

    assertThat(scene.endedOf("m").end().log()).isEqualTo("read\n");
  }

  @Test
  void aLogThatCannotBeReadIsSaidSoAndItIsRemovedAllTheSame() {
    ScalerScene scene = withOne();
    scene.end("m", new ContainerState.Succeeded());
    scene.runtime.faults().on(RuntimeOperation.LOGS).busy(Integer.MAX_VALUE, "Away");

    scene.pass();

    assertThat(scene.runtime.present()).isEmpty();
    assertThat(scene.endedOf("m").end().log()).startsWith("the log could not be read: Away");
  }

  @Test
  void aRemovalThatFailsIsTriedAgainAndWhatWasReadTheFirstTimeIsKept() {
    ScalerScene scene = withOne();
    scene.runtime.write(scene.container("m"), List.of("read"));
    scene.end("m", new ContainerState.Succeeded());
    scene.runtime.faults().on(RuntimeOperation.DESTROY).busy(1, "Away");
    assertThat(scene.pass().problems()).hasSize(1);
    assertThat(scene.live()).hasSize(1);
    scene.runtime.faults().on(RuntimeOperation.LOGS).refuse("NoMore");

    scene.pass();

    assertThat(scene.live()).isEmpty();
    assertThat(scene.endedOf("m").end().log()).isEqualTo("read\n");
  }

  @Test
  void whatSaysThatItIsRemovedAndIsStillThereIsNotEnded() {
    ScalerScene scene = withOne();
    scene.end("m", new ContainerState.Succeeded());
    scene.runtime.faults().on(RuntimeOperation.INSPECT).couldNotLook("Away");

    assertThat(scene.pass().ended()).isEmpty();
    assertThat(scene.live()).hasSize(1);
  }

  @Test
  void anOlderScalersContainerIsClearedAndItsLinesAreInTheJournal() {
    ScalerScene scene = ScalerScene.of(10);
    scene.plantOlder("old", Map.of("message_id", "m", "file_size_mb", "1"));
    scene.runtime.write(new ContainerName("old"), List.of("old words"));
    scene.runtime.end(new ContainerName("old"), new ContainerState.Succeeded());

    scene.pass();

    assertThat(scene.runtime.present()).isEmpty();
    assertThat(scene.store.journal().ofNoRun(0, 100))
        .extracting(one -> one.entry().details().get("log"))
        .containsExactly("old words\n");
  }
}
