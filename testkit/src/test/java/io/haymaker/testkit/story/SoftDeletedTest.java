package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.TypePolicies;
import io.haymaker.core.cleanup.TypePolicy;
import io.haymaker.core.cleanup.TypePolicy.Treatment;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.CloudOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services keep of deleted resources is purged, or counted and told. */
final class SoftDeletedTest {
  private static final String TYPE = "Microsoft.KeyVault/vaults";
  private static final String VAULT = "/providers/" + TYPE + "/kept";
  private static final String WEB = "web-02";

  private static Story story() {
    Story story = Story.of(WEB);
    story.cloud.keepDeleted(TYPE);
    return story;
  }

  private static Map<String, String> tags(Story story) {
    return new Owner(Story.US, story.id(), new ScenarioName(WEB)).tags();
  }

  /** As an agent leaves it that deletes its vault and does not purge it. */
  private static ResourceId deletedByItsAgent(Story story, Optional<Instant> protectedUntil) {
    ResourceId id = ResourceId.of(story.group(WEB) + VAULT);
    story.cloud.plantSoftDeleted(new SoftDeleted(id, tags(story), protectedUntil));
    return id;
  }

  @Test
  void whatItsAgentOnlySoftDeletedIsPurgedAndTheEvidenceKept() {
    Story story = story().untilAgentsAreAtWork();
    ResourceId id = deletedByItsAgent(story, Optional.empty());

    Ending ending = story.end().isClean();

    assertThat(story.cloud.softDeleted()).isEmpty();
    ending.effects(CloudOperation.PURGE_RESOURCE).hasSize(1);
    ending
        .journal("resource_found")
        .containsExactly("kept was found, soft-deleted; nobody had reported it");
    ending.journal("deletion_attempt").contains("kept: purged");
    assertThat(ending.report().cleanupReport().deletions())
        .extracting(one -> one.resourceId())
        .containsExactly(id.value());
  }

  @Test
  void whatWeDeleteOurselvesIsPurgedInTheSameStep() {
    Story story = story().untilAgentsAreAtWork();
    story.cloud.plant(story.group(WEB) + VAULT, tags(story));

    Ending ending = story.end().isClean();

    assertThat(story.cloud.softDeleted()).isEmpty();
    ending.journal("deletion_attempt").contains("kept: deleted and purged");
  }

  @Test
  void whatNobodyMayPurgeIsALeftoverThatTheAuditCountsAndTheReportExplains() {
    Story story = story().untilAgentsAreAtWork();
    Instant until = story.clock.instant().plus(Duration.ofDays(90));
    ResourceId id = deletedByItsAgent(story, Optional.of(until));

    Ending ending = story.end().failedFor(Reason.LEFTOVERS);

    assertThat(ending.report().audit().resourcesRemaining()).isEqualTo(1);
    assertThat(ending.report().audit().remaining()).containsExactly("soft-deleted " + id);
    assertThat(story.run().cleanup().orElseThrow().remaining())
        .containsExactly(id + ", soft-deleted; purge protection keeps it until " + until);
    assertThat(ending.report().cleanupReport().remainingResources())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.resourceId()).isEqualTo(id.value());
              assertThat(one.tags()).isEqualTo(tags(story));
              assertThat(one.reason())
                  .isEqualTo("soft-deleted; purge protection keeps it until " + until);
            });
    assertThat(story.cloud.has(story.group(WEB))).as("its group need not stay").isFalse();
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .as("nobody waits for what cannot change")
        .isLessThan(Story.DURATION.plusMinutes(10));
  }

  @Test
  void whereThePolicySaysNotToPurgeTheCopyStaysAndIsNoLeftover() {
    var keep =
        new TypePolicy(
            Treatment.DELETE,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            false);
    Story story = story().with(new TypePolicies(Map.of(TYPE, keep))).untilAgentsAreAtWork();
    story.cloud.plant(story.group(WEB) + VAULT, tags(story));
    ResourceId other = ResourceId.of(story.group(WEB) + VAULT + "2");
    story.cloud.plantSoftDeleted(new SoftDeleted(other, tags(story), Optional.empty()));

    Ending ending = story.end();

    assertThat(ending.report().status()).isEqualTo("completed");
    assertThat(story.cloud.softDeleted()).hasSize(2);
    ending.effects(CloudOperation.PURGE_RESOURCE).isEmpty();
    ending.journal("deletion_attempt").contains("kept: deleted");
  }

  @Test
  void aCopyThatShowsNoTagsIsOursWhenWeDeletedItOrItWasInTheRunsGroup() {
    Story story = story().untilAgentsAreAtWork();
    story.cloud.plant(story.group(WEB) + VAULT, tags(story));
    ResourceId reported = ResourceId.of(story.group(WEB) + VAULT + "2");
    story.store.ledger().created(story.id(), reported, Optional.empty(), story.clock.instant());
    story.cloud.plantSoftDeleted(new SoftDeleted(reported, Map.of(), Optional.empty()));

    story.end().isClean();

    assertThat(story.cloud.softDeleted()).isEmpty();
  }

  @Test
  void othersCopiesAreNeitherTouchedNorCounted() {
    Story story = story().untilAgentsAreAtWork();
    var them = new Owner(new InstallationId("theirs-9999"), story.id(), new ScenarioName(WEB));
    var before = new Owner(Story.US, RunId.random(), new ScenarioName(WEB));
    ResourceId group = story.group(WEB);
    for (var theirs : java.util.List.of(them.tags(), before.tags(), Map.<String, String>of())) {
      ResourceId id =
          theirs.isEmpty()
              ? ResourceId.of("/subscriptions/elsewhere/resourceGroups/x" + VAULT)
              : ResourceId.of(group + VAULT + theirs.hashCode());
      story.cloud.plantSoftDeleted(new SoftDeleted(id, theirs, Optional.empty()));
    }

    Ending ending = story.end();

    assertThat(ending.report().status()).isEqualTo("completed");
    assertThat(story.cloud.softDeleted()).hasSize(3);
  }

  @Test
  void whatCannotBeListedIsNeverClean() {
    Story story = story().untilAgentsAreAtWork();
    story.cloud.faults().on(CloudOperation.LIST_SOFT_DELETED).couldNotLook("AuthorizationFailed");

    story.end().failedFor(Reason.COULD_NOT_LOOK);
  }

  @Test
  void theAuditLooksForItself() {
    Story story = story().untilAgentsAreAtWork();
    story.cloud.faults().on(CloudOperation.AUDIT_SOFT_DELETED).couldNotLook("AuthorizationFailed");

    Ending ending = story.end().failedFor(Reason.COULD_NOT_LOOK);

    assertThat(ending.report().audit().couldNotLook())
        .singleElement()
        .asString()
        .startsWith("soft-deleted resources: AuthorizationFailed");
  }

  @Test
  void aPurgeThatIsRefusedForAWhileIsAskedForAgain() {
    Story story = story().untilAgentsAreAtWork();
    deletedByItsAgent(story, Optional.empty());
    story.cloud.faults().on(CloudOperation.PURGE_RESOURCE).busy(7, "Conflict");

    story.end().isClean();
  }

  /** The resource is deleted and the process dead before, or after, it was purged. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDiesOverAPurgeIsFollowedByOneWhoEndsIt(boolean afterTheEffect) {
    Story story = story().untilAgentsAreAtWork();
    story.cloud.plant(story.group(WEB) + VAULT, tags(story));
    var purge = story.cloud.faults().on(CloudOperation.PURGE_RESOURCE);
    if (afterTheEffect) {
      purge.crashAfterEffect();
    } else {
      purge.crashBeforeEffect();
    }

    Ending ending = story.end().isClean();

    assertThat(story.cloud.softDeleted()).isEmpty();
    ending.effects(CloudOperation.PURGE_RESOURCE).hasSize(1);
  }
}
