package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.run.Stage;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.runtime.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody cancels, at whatever moment; or two processes look at the same run. */
final class InterferenceTest {

  @Test
  void aRunCancelledBeforeAnythingWasMadeMakesNothing() {
    var story = Story.of("compute-01");
    story.service.cancel(story.id());

    Ending ending = story.end().isClean();

    assertThat(story.cloud.effects()).isEmpty();
    assertThat(story.runtime.launched()).isEmpty();
    assertThat(story.scenario("compute-01").stage()).isEqualTo(Stage.SKIPPED);
    assertThat(ending.scenario("compute-01").status()).isEqualTo("pending");
  }

  @Test
  void aRunCancelledWhileItsAgentsWorkStopsThemAndCleansUp() {
    var story = Story.of("compute-01", "web-02").leavingBehind(2).untilAgentsAreAtWork();
    story.clock.advance(Duration.ofMinutes(10));
    story.service.cancel(story.id());

    story.end().isClean();

    assertThat(story.scenario("compute-01").result()).contains(Result.STOPPED);
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isLessThan(Duration.ofMinutes(20));
  }

  @Test
  void aRunCancelledAtAnyStepEndsClean() {
    Story whole = Story.of("compute-01").leavingBehind(1);
    var counted = new ControlPlane(whole);
    whole.endBegunBy(counted).isClean();
    for (int step = 0; step < counted.steps(); step++) {
      Story story = Story.of("compute-01").leavingBehind(1);
      story.runtime.behave(Behaviour.runs());
      var process =
          new ControlPlane(story).interruptedAt(step, () -> story.service.cancel(story.id()));

      story.endBegunBy(process).isClean();

      assertThat(story.run().isCancelled()).as("step %d", step).isTrue();
    }
  }

  @Test
  void cancellingTwiceOrARunThatIsOverChangesNothing() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    var first = story.service.cancel(story.id());
    story.clock.advance(Duration.ofSeconds(5));

    assertThat(story.service.cancel(story.id())).isEqualTo(first);
    story.end().isClean();
    assertThat(story.service.cancel(story.id())).contains(story.run());
  }

  @Test
  void aSecondProcessThatLooksBetweenTheFirstOnesStepsDoesNoHarm() {
    Story whole = Story.of("compute-01").leavingBehind(1);
    var counted = new ControlPlane(whole);
    whole.endBegunBy(counted).isClean();
    for (int step = 0; step < counted.steps(); step++) {
      Story story = Story.of("compute-01").leavingBehind(1);
      var second = new ControlPlane(story);
      var first =
          new ControlPlane(story)
              .interruptedAt(
                  step,
                  () -> {
                    story.store.work().wake(story.id(), story.clock.instant());
                    second.work();
                  });

      Ending ending = story.endBegunBy(first);

      ending.nothingIsLeft();
      assertThat(story.run().conclusion()).as("step %d", step).contains(new Conclusion.Completed());
      assertThat(story.runtime.launched()).as("step %d", step).hasSize(1);
      ending.effects(CloudOperation.ENSURE_APPLICATION).as("step %d", step).hasSize(1);
    }
  }

  @Test
  void twoProcessesThatRaceForARunLeaveNothing() throws Exception {
    var story = Story.of("compute-01", "web-02").leavingBehind(2).untilAgentsAreAtWork();
    var start = new CyclicBarrier(2);
    story.clock.advance(Story.DURATION);
    story.agents.act();
    Callable<Boolean> racer =
        () -> {
          var process = new ControlPlane(story);
          start.await(10, TimeUnit.SECONDS);
          for (int turn = 0; turn < 200 && !story.run().isOver(); turn++) {
            story.store.work().wake(story.id(), story.clock.instant());
            process.work();
            story.clock.advance(Duration.ofSeconds(10));
          }
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : threads.invokeAll(List.of(racer, racer))) {
        assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
      }
    }

    story.end().isClean();
    new Ending(story).journal("phase").filteredOn(line -> line.startsWith("completed")).hasSize(1);
  }

  @Test
  void phasesAreNeverLeftBackwards() {
    var story = Story.of("compute-01").until(Phase.MONITORING);

    assertThat(story.run().phase()).isEqualTo(Phase.MONITORING);
    story.until(Phase.REPORTING);
    assertThat(story.run().isOver()).isTrue();
  }
}
