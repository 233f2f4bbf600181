package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.RunScope;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.cloud.FakeCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How forced deletions are carried out, and how long it is looked before they are believed. */
final class DeletionTest {
  private static final String NETWORK = "virtualnetworks";

  private static Story withANetwork() {
    return Story.of("compute-01").leavingBehind(3).untilAgentsAreAtWork();
  }

  private static List<JournalEntry> attempts(Story story, String type) {
    return story.store.journal().ofRun(story.id(), 0, 100_000).stream()
        .map(line -> line.entry())
        .filter(entry -> entry.type().equals("deletion_attempt"))
        .filter(entry -> entry.resource().orElseThrow().type().contains(type))
        .toList();
  }

  @Test
  void everyAttemptIsInTheJournalWithTheServicesAnswerAndItsRequest() {
    var story = withANetwork();
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, NETWORK).busy(2, "Conflict");

    story.end().isClean();

    assertThat(attempts(story, NETWORK))
        .extracting(entry -> entry.details().get("outcome"), entry -> entry.details().get("status"))
        .containsExactly(tuple("not now", "409"), tuple("not now", "409"), tuple("deleted", "200"));
    assertThat(attempts(story, NETWORK))
        .allMatch(
            entry -> entry.details().getOrDefault("request_id", "").startsWith("request-of-"));
  }

  @Test
  void atMostFiveRejectedAttemptsARoundWithGrowingWaitsAndRetryAfterHonoured() {
    var story = withANetwork();
    story
        .cloud
        .faults()
        .on(CloudOperation.DELETE_RESOURCE, NETWORK)
        .busy(1, "TooManyRequests", Duration.ofSeconds(50));
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, NETWORK).busy(5, "Conflict");

    story.end().isClean();

    List<JournalEntry> attempts = attempts(story, NETWORK);
    assertThat(attempts)
        .extracting(entry -> entry.details().get("attempt"))
        .as("the group, which goes last, takes along what five attempts could not delete")
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(Duration.between(attempts.get(0).at(), attempts.get(1).at()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void whatIsRefusedIsNotAskedAgainInTheRound() {
    var story = withANetwork();
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, NETWORK).refuse("AuthorizationFailed");

    story.end();

    assertThat(attempts(story, NETWORK))
        .isNotEmpty()
        .allMatch(e -> "1".equals(e.details().get("attempt")));
  }

  @Test
  void aLostAnswerIsLookedUpAndNotAskedAgain() {
    var story = withANetwork();
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, NETWORK).unknownWithEffect();

    story.end().isClean();

    assertThat(attempts(story, NETWORK))
        .singleElement()
        .satisfies(entry -> assertThat(entry.details()).containsEntry("outcome", "deleted"));
  }

  @Test
  void aLostRequestIsLookedUpAndAskedAgain() {
    var story = withANetwork();
    story.cloud.faults().on(CloudOperation.DELETE_RESOURCE, NETWORK).unknownWithoutEffect();

    story.end().isClean();

    assertThat(attempts(story, NETWORK))
        .extracting(entry -> entry.details().get("outcome"))
        .containsExactly("unknown", "deleted");
  }

  @Test
  void whatAppearsAfterTheFirstCleanListingIsFoundByTheSecond() {
    var story = Story.of("compute-01").until(Phase.CLEANUP);
    // Planted after the first round that saw everything and nothing remain.
    story.untilCleanOnce();
    ResourceId foreign = ResourceId.group(FakeCloud.SUBSCRIPTION, "not-ours");
    story.cloud.plant(foreign.value(), Map.of());
    ResourceId late =
        story.cloud.plant(
            foreign + "/providers/Microsoft.KeyVault/vaults/late",
            new Owner(Story.US, story.id(), new ScenarioName("compute-01")).tags());

    Ending ending = story.end();

    assertThat(story.cloud.has(late)).isFalse();
    assertThat(story.run().status()).isEqualTo("completed");
    ending.journal("resource_found").hasSize(1);
  }

  @Test
  void aRunIsProvenByTwoListingsThatAreApart() {
    var story = Story.of("compute-01");

    story.end().isClean();

    var cleanup = story.run().cleanup().orElseThrow();
    assertThat(cleanup.rounds()).isGreaterThanOrEqualTo(2);
    assertThat(Duration.between(cleanup.cleanSince().orElseThrow(), cleanup.lastRoundAt()))
        .isGreaterThanOrEqualTo(story.policy().settle());
  }

  @Test
  void anAcceptedDeletionIsNotFollowedPastTheDeadlineOfTheCleanup() {
    var story = withANetwork();
    Map<ResourceId, Duration> followed = new ConcurrentHashMap<>();
    ResourceDeleter watched =
        (id, follow) -> {
          followed.put(id, follow);
          return story.cloud.deleter().delete(id, follow);
        };
    var retrier = new Retrier(story.clock, story.clock::advance, new Random(1));
    var cleaner =
        new Cleaner(
            story.runtime,
            story.cloud.inventory(),
            story.cloud.reader(),
            watched,
            new IdentityRetirer(
                story.cloud.directory(), story.cloud.roles(), story.cloud.secrets(), retrier),
            story.store.ledger(),
            story.store.journal(),
            story.store.transactions(),
            retrier,
            story.policy());
    Duration left = Duration.ofSeconds(20);

    cleaner.round(
        RunScope.of(Story.US, story.id(), story.store.runs().scenarios(story.id())),
        1,
        story.clock.instant().plus(left));

    assertThat(followed).containsKey(story.group("compute-01")).hasSize(4);
    assertThat(followed.values())
        .allMatch(follow -> follow.compareTo(left) <= 0 && !follow.isNegative());
  }
}
