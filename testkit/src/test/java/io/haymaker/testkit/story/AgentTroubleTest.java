package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What agents and runtimes do wrong is data of the run; the run itself ends clean. */
final class AgentTroubleTest {
  private static final ContainerName CONTAINER = new ContainerName("compute-01-agent");

  private static Optional<Result> result(Story story) {
    return story.scenario("compute-01").result();
  }

  @Test
  void anAgentThatVanishesIsLostAndCleanedUpAfter() {
    var story = Story.of("compute-01", "web-02").untilAgentsAreAtWork();
    story.runtime.vanish(CONTAINER);

    Ending ending = story.end().isClean();

    assertThat(result(story)).contains(Result.LOST);
    assertThat(ending.scenario("compute-01").status()).isEqualTo("failed");
    assertThat(ending.scenario("compute-01").error()).contains("its container vanished");
    assertThat(ending.scenario("compute-01").resourcesForceDeleted()).isEqualTo(3);
    assertThat(ending.scenario("web-02").status()).isEqualTo("cleanup_complete");
  }

  @Test
  void anAgentThatFailsIsCleanedUpAfter() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.runtime.end(CONTAINER, new ContainerState.Failed("OutOfMemory"));

    Ending ending = story.end().isClean();

    assertThat(result(story)).contains(Result.FAILED);
    assertThat(ending.scenario("compute-01").error()).contains("OutOfMemory");
    assertThat(ending.report().errors())
        .singleElement()
        .satisfies(mishap -> assertThat(mishap.phase()).isEqualTo("monitoring"));
  }

  @Test
  void anAgentThatDoesNotEndByItselfIsStopped() {
    var story = Story.of("compute-01");
    story.runtime.behave(Behaviour.runs());

    Ending ending = story.end().isClean();

    assertThat(result(story)).contains(Result.STOPPED);
    ending.journal("agent_stop").contains("asked to end");
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(10));
  }

  @Test
  void anAgentThatDoesNotObeyIsGivenUpAndDestroyed() {
    var story = Story.of("compute-01");
    story.runtime.behave(Behaviour.runs());
    story.runtime.faults().on(RuntimeOperation.STOP).refuse("Forbidden");

    Ending ending = story.end().isClean();

    assertThat(result(story)).contains(Result.LOST);
    assertThat(ending.scenario("compute-01").error())
        .contains("it did not end when it was asked to");
    ending.journal("agent_stop").anyMatch(line -> line.startsWith("Forbidden"));
  }

  @Test
  void aContainerThatNeverStartsIsStoppedInTheEnd() {
    var story = Story.of("compute-01");
    story.runtime.behave(Behaviour.neverStarts());

    story.end().isClean();
    assertThat(result(story)).contains(Result.STOPPED);
  }

  @Test
  void aContainerThatCannotBeLookedAtIsNotTakenForGoneBeforeItsTimeIsUp() {
    var story = Story.of("compute-01");
    story.runtime.faults().on(RuntimeOperation.INSPECT).couldNotLook("InternalServerError");

    story.end().isClean();

    assertThat(result(story)).contains(Result.LOST);
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isGreaterThan(Duration.ofHours(2));
  }

  @Test
  void anAgentWhoseClockIsAheadDoesNotKeepItsResourcesFromBeingProvenGone() {
    var story = Story.of("compute-01").leavingBehind(1);
    story.agents.clocksAreAheadBy(Duration.ofDays(1));

    story.end().isClean();
  }

  @ParameterizedTest
  @EnumSource(
      value = CloudOperation.class,
      names = {"DELETE_RESOURCE", "DELETE_DIRECTORY_OBJECT", "REMOVE_ROLE", "REMOVE_SECRET"})
  void deletionsWhoseAnswersAreLostAreRepeatedUntilAllIsProven(CloudOperation deletion) {
    var story = Story.of("compute-01").leavingBehind(2);
    story.cloud.faults().on(deletion).unknownWithEffect();
    story.cloud.faults().on(deletion).unknownWithoutEffect();
    story.cloud.faults().on(deletion).busy(3, "Conflict", Duration.ofSeconds(30));

    story.end().isClean();
  }

  @Test
  void aDestructionWhoseAnswerIsLostIsRepeated() {
    var story = Story.of("compute-01");
    story.runtime.faults().on(RuntimeOperation.DESTROY).unknownWithEffect();
    story.runtime.faults().on(RuntimeOperation.DESTROY).unknownWithoutEffect();

    story.end().isClean();
  }

  @Test
  void aDeletionThatIsRefusedForGoodIsTold() {
    var story = Story.of("compute-01").leavingBehind(2);
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, "disks").refuse("AuthorizationFailed");
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, "hm-").refuse("AuthorizationFailed");

    Ending ending = story.end().failedFor(io.haymaker.core.run.Conclusion.Reason.LEFTOVERS);

    assertThat(ending.report().cleanupReport().hasFailures()).isTrue();
    assertThat(ending.report().cleanupReport().remainingResources())
        .allMatch(one -> one.reason().startsWith("AuthorizationFailed"));
    ending.journal("deletion_attempt").anyMatch(line -> line.endsWith(": refused"));
  }
}
