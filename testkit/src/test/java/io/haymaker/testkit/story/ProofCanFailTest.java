package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.identity.SecretStore.StoredSecret;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.Conclusion.Reason;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.cloud.FakeCloud;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planted behind the product's back is deleted where it may be, and told where not. */
final class ProofCanFailTest {
  private static final String VAULT = "/providers/Microsoft.KeyVault/vaults/planted";

  private static Owner owner(Story story, String scenario) {
    return new Owner(Story.US, story.id(), new ScenarioName(scenario));
  }

  @Test
  void aLeftoverUnderAForeignLockIsCountedExactlyAndAllElseGoes() {
    var story = Story.of("compute-01", "web-02").leavingBehind(2).untilAgentsAreAtWork();
    ResourceId planted =
        story.cloud.plant(story.group("web-02") + VAULT, owner(story, "web-02").tags());
    story.cloud.plantLock(planted, "keep", Map.of());

    Ending ending = story.end().failedFor(Reason.LEFTOVERS);

    assertThat(ending.report().audit())
        .isEqualTo(new RunReport.Audit(1, 0, 0, 0, 0, List.of(), List.of(planted.value())));
    assertThat(ending.report().cleanupReport().status())
        .isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(ending.report().cleanupReport().remainingResources())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.resourceId()).isEqualTo(planted.value());
              assertThat(one.resourceName()).isEqualTo("planted");
              assertThat(one.scenarioName()).isEqualTo("web-02");
              assertThat(one.tags()).isEqualTo(owner(story, "web-02").tags());
              assertThat(one.createdAt()).isPresent();
              assertThat(one.reason()).isEqualTo("locked by keep, which is not ours");
            });
    assertThat(story.cloud.has(planted)).isTrue();
    assertThat(story.cloud.has(story.group("compute-01"))).isFalse();
    assertThat(story.cloud.belongings(Story.US)).hasSize(2);
    assertThat(story.cloud.assignments()).isEmpty();
    assertThat(story.runtime.present()).isEmpty();
  }

  @Test
  void aLockedRunDoesNotTryForHoursWhatCannotChange() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    ResourceId planted =
        story.cloud.plant(story.group("compute-01") + VAULT, owner(story, "compute-01").tags());
    story.cloud.plantLock(planted, "keep", Map.of());

    story.end().failedFor(Reason.LEFTOVERS);

    var run = story.run();
    assertThat(Duration.between(run.startedAt(), run.endedAt().orElseThrow()))
        .isLessThan(Story.DURATION.plusMinutes(10));
  }

  @Test
  void whatALockedResourceNeedsDoesNotKeepTheRunForHoursEither() {
    var story = Story.of("compute-01").leavingBehind(3).untilAgentsAreAtWork();
    ResourceId nic = resource(story, "networkinterfaces");
    ResourceId network = resource(story, "virtualnetworks");
    story.cloud.plantLock(nic, "keep", Map.of());

    Ending ending = story.end().failedFor(Reason.LEFTOVERS);

    assertThat(ending.report().audit().remaining())
        .containsExactlyInAnyOrder(nic.value(), network.value());
    assertThat(Duration.between(story.run().startedAt(), story.run().endedAt().orElseThrow()))
        .isLessThan(Story.DURATION.plusMinutes(10));
  }

  private static ResourceId resource(Story story, String type) {
    return story.store.ledger().ofRun(story.id()).stream()
        .map(entry -> entry.id())
        .filter(id -> id.type().contains(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLockThatIsLiftedInTimeLetsTheRunEndClean() {
    var story = Story.of("compute-01").leavingBehind(1).untilAgentsAreAtWork();
    ResourceId lock = story.cloud.plantLock(resource(story, "virtualnetworks"), "keep", Map.of());
    story.until(Phase.CLEANUP);
    story.cloud.vanish(lock);

    story.end().isClean();
  }

  @Test
  void whatNobodyReportedIsFoundInTheGroupAndDeleted() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.cloud.plant(story.group("compute-01") + VAULT, Map.of());

    Ending ending = story.end().isClean();

    ending.journal("resource_found").hasSize(1);
    assertThat(ending.scenario("compute-01").resourcesForceDeleted()).isEqualTo(1);
  }

  @Test
  void aResourceOfTheRunInAForeignGroupIsDeletedAndTheGroupIsNot() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    ResourceId foreign = ResourceId.group(FakeCloud.SUBSCRIPTION, "not-ours");
    story.cloud.plant(foreign.value(), Map.of());
    ResourceId neighbour = story.cloud.plant(foreign + VAULT + "2", Map.of());
    story.cloud.plant(foreign + VAULT, owner(story, "compute-01").tags());

    story.end().isClean();

    assertThat(story.cloud.has(foreign)).isTrue();
    assertThat(story.cloud.has(neighbour)).isTrue();
  }

  @Test
  void anotherInstallationsResourceInOurGroupIsToldAndNeverTouched() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    var other =
        new Owner(new InstallationId("other-one"), story.id(), new ScenarioName("compute-01"));
    ResourceId theirs = story.cloud.plant(story.group("compute-01") + VAULT, other.tags());

    Ending ending = story.end().failedFor(Reason.LEFTOVERS);

    assertThat(story.cloud.has(theirs)).isTrue();
    assertThat(ending.report().audit().resourcesRemaining()).isEqualTo(1);
    ending
        .effects(CloudOperation.DELETE_RESOURCE)
        .noneMatch(effect -> effect.target().equals(theirs.value()));
    assertThat(story.cloud.resources()).hasSize(2);
  }

  @Test
  void aRoleOfARunsPrincipalAtAnotherScopeIsFoundAndRemoved() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    String principal = story.scenario("compute-01").identity().orElseThrow().principalId();
    story.cloud.plantRole(
        principal, new RoleGrant("Owner", "/subscriptions/" + FakeCloud.SUBSCRIPTION));

    story.end().isClean();
  }

  @Test
  void aRoleThatCannotBeRemovedIsCountedAndItsPrincipalKept() {
    var story = Story.of("compute-01", "web-02").untilAgentsAreAtWork();
    String principal = story.scenario("compute-01").identity().orElseThrow().principalId();
    String role =
        story.cloud.plantRole(
            principal, new RoleGrant("Owner", "/subscriptions/" + FakeCloud.SUBSCRIPTION));
    story.cloud.faults().on(CloudOperation.REMOVE_ROLE, role).refuse("AuthorizationFailed");

    Ending ending = story.end().failedFor(Reason.LEFTOVERS);

    assertThat(ending.report().audit().roleAssignmentsRemaining()).isEqualTo(1);
    assertThat(ending.report().cleanupReport().servicePrincipalsDeleted())
        .as("the other's identity goes all the same")
        .containsExactly("AzureHayMaker-web-02-admin");
    assertThat(ending.report().audit().servicePrincipalsRemaining()).isEqualTo(2);
  }

  @Test
  void aSecretAndAContainerThatNobodyPlannedAreFoundAndRemoved() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    Map<String, String> tags = owner(story, "compute-01").tags();
    story.cloud.plantSecret(new StoredSecret("planted", false, java.util.Optional.empty()), tags);
    story.cloud.plantSecret(
        new StoredSecret("planted-and-deleted", true, java.util.Optional.empty()), tags);
    story.runtime.plant(new ContainerName("planted"), tags);

    story.end().isClean();
  }

  @Test
  void aSecondContainerOfTheSameNameIsRemovedToo() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.runtime.duplicate(story.scenario("compute-01").plan().container());

    story.end().isClean();
  }

  @Test
  void anotherRunsThingsAreLeftAlone() {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    var other = new Owner(Story.US, RunId.random(), new ScenarioName("compute-01"));
    story.cloud.plantSecret(
        new StoredSecret("of-another-run", false, java.util.Optional.empty()), other.tags());
    story.runtime.plant(new ContainerName("of-another-run"), other.tags());
    ResourceId group = ResourceId.group(FakeCloud.SUBSCRIPTION, "of-another-run");
    story.cloud.plant(group.value(), other.tags());

    story.end();

    assertThat(story.run().status()).isEqualTo("completed");
    assertThat(story.cloud.belongings(Story.US)).hasSize(2);
    assertThat(story.runtime.present()).hasSize(1);
  }

  @Test
  void anInventoryThatCannotBeListedIsNeverClean() {
    var story = Story.of("compute-01").leavingBehind(1).untilAgentsAreAtWork();
    story.cloud.faults().on(CloudOperation.QUERY_INVENTORY).couldNotLook("InternalServerError");

    Ending ending = story.end().failedFor(Reason.COULD_NOT_LOOK);

    assertThat(ending.report().audit().couldNotLook())
        .anyMatch(line -> line.startsWith("inventory: InternalServerError"));
    assertThat(ending.report().cleanupReport().status())
        .isEqualTo(CleanupReport.Status.VERIFICATION_FAILED);
    assertThat(story.cloud.belongings(Story.US)).as("it is deleted all the same").isEmpty();
  }

  @Test
  void anInventoryThatRecoversInTimeProvesAbsenceAfterAll() {
    var story = Story.of("compute-01").leavingBehind(1).untilAgentsAreAtWork();
    story.cloud.faults().on(CloudOperation.QUERY_INVENTORY).couldNotLook(5, "Throttled");

    story.end().isClean();
  }

  @ParameterizedTest
  @EnumSource(
      value = CloudOperation.class,
      names = {
        "READ_RESOURCE",
        "LIST_CONTENTS",
        "LIST_DIRECTORY",
        "LIST_ROLES",
        "LIST_SECRETS",
        "AUDIT_TAGGED",
        "AUDIT_READ",
        "AUDIT_CONTAINERS",
        "AUDIT_PRINCIPALS",
        "AUDIT_ROLES",
        "AUDIT_SECRETS"
      })
  void aLookThatNeverWorksIsNeverClean(CloudOperation look) {
    var story = Story.of("compute-01").leavingBehind(1).untilAgentsAreAtWork();
    story.cloud.faults().on(look).couldNotLook("Forbidden");

    Ending ending = story.end();

    assertThat(ending.report().status()).isEqualTo("failed");
    assertThat(ending.report().reason())
        .isIn(Optional.of("could_not_look"), Optional.of("leftovers"));
    assertThat(ending.report().audit().couldNotLook()).anyMatch(line -> line.contains("Forbidden"));
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeOperation.class,
      names = {"FIND", "LIST"})
  void aRuntimeThatCannotBeLookedIntoIsNeverClean(RuntimeOperation look) {
    var story = Story.of("compute-01").untilAgentsAreAtWork();
    story.runtime.faults().on(look).couldNotLook("Forbidden");

    story.end().failedFor(Reason.COULD_NOT_LOOK);
  }
}
