package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.StopAll;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Everything of the installation ends at once, and only that. */
final class StopAllTest {
  private static StopAll stopAll(Story story) {
    return new StopAll(
        Story.US, story.store.runs(), story.service, story.runtime, Duration.ofMinutes(5), 4);
  }

  @Test
  void aRunInFullSwingIsStoppedAndLeavesNothing() {
    var story = Story.of("compute-01", "web-02").leavingBehind(2).untilAgentsAreAtWork();

    StopAll.Stopped stopped = stopAll(story).stop();

    assertThat(stopped.runs()).containsExactly(story.id());
    assertThat(stopped.containers()).hasSize(2);
    assertThat(story.runtime.present()).isEmpty();
    Ending ending = story.end().isClean();
    assertThat(ending.scenario("web-02").result()).contains("stopped");
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isLessThan(Story.DURATION);
  }

  @Test
  void aRunThatHasOnlyBegunMakesNothingMore() {
    var story = Story.of("compute-01");
    assertThat(story.run().phase()).isEqualTo(Phase.VALIDATION);

    stopAll(story).stop();

    story.end().nothingIsLeft();
    assertThat(story.runtime.launched()).isEmpty();
  }

  @Test
  void containersOfUnknownRunsGoTooAndThoseOfOthersStay() {
    var story = Story.of("compute-01");
    var scenario = new ScenarioName("compute-01");
    story.runtime.plant(
        new ContainerName("forgotten"), new Owner(Story.US, RunId.random(), scenario).tags());
    story.runtime.plant(
        new ContainerName("theirs"),
        new Owner(new InstallationId("other-one"), RunId.random(), scenario).tags());

    StopAll.Stopped stopped = stopAll(story).stop();

    assertThat(stopped.containers()).containsExactly("forgotten");
    assertThat(story.runtime.present()).hasSize(1);
  }

  @Test
  void askingAgainStopsNothingTwice() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    stopAll(story).stop();

    StopAll.Stopped again = stopAll(story).stop();

    assertThat(again.runs()).isEmpty();
    assertThat(again.containers()).isEmpty();
  }

  @Test
  void whatCouldNotBeListedIsSaid() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.runtime.faults().on(RuntimeOperation.LIST).couldNotLook("Forbidden");

    StopAll.Stopped stopped = stopAll(story).stop();

    assertThat(stopped.runs()).as("cancelled all the same").hasSize(1);
    assertThat(stopped.problems()).singleElement().asString().contains("Forbidden");
  }
}
