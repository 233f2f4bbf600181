package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.run.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Events that are still on their way when their agents have ended. */
final class LateWordsTest {
  private static final Duration A_WHILE = Duration.ofSeconds(100);
  private final Story story = Story.of("compute-01", "network-01");
  private final Instant theirEnd = story.clock.instant().plus(Story.DURATION);

  @Test
  void theCleanupWaitsForThemAndTheReportCountsWhatTheyTell() {
    story.post.keep(_ -> true, theirEnd.plus(A_WHILE));

    Ending ending = story.end().isClean();

    assertThat(ending.report().scenarios())
        .hasSize(2)
        .allSatisfy(scenario -> assertThat(scenario.resourcesCreated()).isEqualTo(3));
    assertThat(ending.report().cleanupVerification().actuallyDeleted()).isEqualTo(6);
  }

  /** Two processes receive: one has the last word, the other what it counts. */
  @Test
  void aLastWordThatCountsMoreThanWasHeardIsWaitedFor() {
    story.agents.tellHowManyTheyMade();
    story.post.keep(LateWordsTest::isCreation, theirEnd.plus(A_WHILE));

    Ending ending = story.end().isClean();

    assertThat(ending.report().scenarios())
        .allSatisfy(scenario -> assertThat(scenario.resourcesCreated()).isEqualTo(3));
  }

  @Test
  void nobodyWaitsForThemForLong() {
    story.post.keep(_ -> true, Instant.MAX);
    story.until(Phase.CLEANUP);

    assertThat(waited()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    story.end().isClean();
  }

  @Test
  void whenAllWasHeardNobodyWaits() {
    story.agents.tellHowManyTheyMade();
    story.until(Phase.CLEANUP);

    assertThat(waited()).isLessThan(Duration.ofSeconds(5));
  }

  private Duration waited() {
    Instant end = story.scenario("network-01").endedAt().orElseThrow();
    return Duration.between(end, story.run().phaseSince());
  }

  private static boolean isCreation(Incoming incoming) {
    return incoming instanceof Incoming.Complete(var event)
        && event.type() == EventType.RESOURCE_CREATED;
  }
}
