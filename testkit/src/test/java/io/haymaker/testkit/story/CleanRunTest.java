package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.run.Phase;
import io.haymaker.testkit.cloud.CloudOperation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs in which everybody does as told, or nearly. */
final class CleanRunTest {

  @Test
  void aRunOfTidyAgentsEndsCleanAndDeletesOnlyItsGroups() {
    var story = Story.of("compute-01", "web-02");

    Ending ending = story.end().isClean();

    assertThat(ending.report().totalResources()).isEqualTo(6);
    assertThat(ending.report().cleanupReport().status()).isEqualTo(CleanupReport.Status.VERIFIED);
    assertThat(ending.report().cleanupReport().servicePrincipalsDeleted())
        .containsExactly("AzureHayMaker-compute-01-admin", "AzureHayMaker-web-02-admin");
    assertThat(ending.scenario("web-02").status()).isEqualTo("cleanup_complete");
    assertThat(ending.scenario("web-02").resourcesDeletedByAgent()).isEqualTo(3);
    ending.effects(CloudOperation.DELETE_RESOURCE).hasSize(2);
  }

  @Test
  void theJournalTellsThePhasesInTheirOrder() {
    Story.of("compute-01")
        .end()
        .journal("phase")
        .containsExactly(
            "selection",
            "provisioning",
            "monitoring",
            "cleanup",
            "reporting",
            "completed: completed");
  }

  @Test
  void whatAgentsForgetIsForceDeleted() {
    var story = Story.of("compute-01", "web-02").leavingBehind(3);

    Ending ending = story.end().isClean();

    assertThat(ending.report().cleanupReport().status())
        .isEqualTo(CleanupReport.Status.FORCE_DELETION_COMPLETE);
    assertThat(ending.report().cleanupVerification().forcedDeletions()).isEqualTo(3);
    assertThat(ending.scenario("compute-01").resourcesForceDeleted()).isEqualTo(2);
    assertThat(ending.scenario("web-02").resourcesForceDeleted()).isEqualTo(1);
    assertThat(ending.report().cleanupReport().deletions()).hasSize(3);
  }

  @Test
  void anAgentThatLiesAboutItsDeletionsIsFoundOut() {
    var story = Story.of("compute-01");
    story.agents.letLie("compute-01");

    Ending ending = story.end().isClean();

    assertThat(ending.scenario("compute-01").resourcesDeletedByAgent()).isZero();
    assertThat(ending.scenario("compute-01").resourcesForceDeleted()).isEqualTo(3);
  }

  @Test
  void anInventoryThatLagsIsWaitedFor() {
    var story = Story.of("compute-01").leavingBehind(1);
    story.cloud.inventoryLagsBy(Duration.ofMinutes(4));

    Ending ending = story.end().isClean();

    assertThat(story.run().cleanup().orElseThrow().rounds()).isGreaterThan(2);
    ending.journal("inventory_stale").isEmpty();
  }

  @Test
  void anInventoryThatStaysBehindIsAFindingAndNotALeftover() {
    var story = Story.of("compute-01").leavingBehind(1);
    story.until(Phase.CLEANUP);
    story.cloud.inventoryLagsBy(Duration.ofMinutes(40));

    story.end().isClean().journal("inventory_stale").isNotEmpty();
  }

  @Test
  void aGroupThatIsGoneAndStaysListedIsWaitedForAndThenOneFinding() {
    var story = Story.of("compute-01");
    story.until(Phase.CLEANUP);
    String group = story.group("compute-01").name();
    story.cloud.inventoryLagsBy(Duration.ofMinutes(40));

    Ending ending = story.end().isClean();

    ending.journal("group_still_listed").hasSize(1);
    ending
        .journal("inventory_stale")
        .filteredOn(line -> line.startsWith(group))
        .containsExactly(group + " answers 404, but the inventory still lists it");
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isGreaterThan(Story.DURATION.plusMinutes(15));
  }

  @Test
  void aGroupThatIsListedForAWhileOnlyIsNoFinding() {
    var story = Story.of("compute-01");
    story.until(Phase.CLEANUP);
    story.cloud.inventoryLagsBy(Duration.ofMinutes(4));

    Ending ending = story.end().isClean();

    ending.journal("group_still_listed").hasSize(1);
    ending.journal("inventory_stale").isEmpty();
  }

  @Test
  void everyEventDeliveredAgainChangesNothing() {
    var once = Story.of("compute-01").leavingBehind(1).untilAgentsAreAtWork();
    var before = once.store.ledger().ofRun(once.id());
    once.agents.sent().forEach(once.recorder::handle);

    assertThat(once.store.ledger().ofRun(once.id())).isEqualTo(before);
    once.end().isClean();
  }

  @Test
  void identitiesThatTakeTheirTimeToWorkAreWaitedFor() {
    var story = Story.of("compute-01");
    story.cloud.refuseNextLogins(20);

    story.end().isClean();
    assertThat(story.runtime.launched()).hasSize(1);
  }
}
