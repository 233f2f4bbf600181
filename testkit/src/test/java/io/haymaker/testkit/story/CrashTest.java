package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Run;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.cloud.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control plane dies at every one of its steps, and another process ends the run. */
final class CrashTest {

  private static Story story() {
    return Story.of("compute-01").leavingBehind(1);
  }

  private static int stepsOfAWholeRun() {
    Story story = story();
    var process = new ControlPlane(story);
    story.endBegunBy(process).isClean();
    return process.steps();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunGoesOnWhereverItsProcessDied(boolean afterTheEffect) {
    int steps = stepsOfAWholeRun();
    assertThat(steps).isGreaterThan(50);
    for (int step = 0; step < steps; step++) {
      Story story = story();
      Run begun = story.run();

      Ending ending = story.endBegunBy(new ControlPlane(story).dyingAt(step, afterTheEffect));

      ending.isClean();
      assertThat(ending.report().runId()).isEqualTo(begun.id().toString());
      assertThat(story.run().options()).isEqualTo(begun.options());
      assertThat(ending.report().totalResources()).as("step %d", step).isEqualTo(3);
      assertThat(story.runtime.launched()).as("step %d", step).hasSize(1);
      assertThat(ending.scenario("compute-01").result())
          .as("step %d", step)
          .contains(Result.SUCCEEDED.name().toLowerCase(java.util.Locale.ROOT));
      ending.effects(CloudOperation.ENSURE_APPLICATION).as("step %d", step).hasSize(1);
      ending.effects(CloudOperation.ENSURE_SERVICE_PRINCIPAL).as("step %d", step).hasSize(1);
    }
  }

  @Test
  void noAgentIsLockedOutByASecretThatIsMadeAnewAfterACrash() {
    int steps = stepsOfAWholeRun();
    for (int step = 0; step < steps; step++) {
      Story story = story();
      var process = new ControlPlane(story).dyingAt(step, true);
      try {
        while (story.runtime.launched().isEmpty()) {
          story.passToNextMoment();
          process.work();
        }
      } catch (io.haymaker.testkit.fault.SimulatedCrash e) {
        if (story.runtime.launched().isEmpty()) {
          continue;
        }
        long before = secretsMade(story);
        story.end().isClean();
        assertThat(secretsMade(story)).as("step %d", step).isEqualTo(before);
      }
    }
  }

  private static long secretsMade(Story story) {
    return story.cloud.effects().stream()
        .map(Effect::operation)
        .filter(operation -> operation == CloudOperation.REPLACE_SECRET)
        .count();
  }

  @Test
  void aRunSurvivesOneDeathAfterTheOther() {
    Story story = Story.of("compute-01", "web-02").leavingBehind(2);
    int deaths = 0;
    for (int step = 1; !story.run().isOver(); step++) {
      var process = new ControlPlane(story).dyingAt(step, step % 2 == 0);
      try {
        while (!story.run().isOver()) {
          story.passToNextMoment();
          process.work();
        }
      } catch (io.haymaker.testkit.fault.SimulatedCrash e) {
        deaths++;
      }
    }

    new Ending(story).isClean();
    assertThat(deaths).isGreaterThan(5);
  }
}
