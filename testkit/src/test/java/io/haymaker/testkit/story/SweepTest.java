package io.haymaker.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupPreview;
import io.haymaker.core.cleanup.CleanupPreviewer;
import io.haymaker.core.cleanup.Graveyard;
import io.haymaker.core.cleanup.TypePolicies;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.RunScope;
import io.haymaker.core.sweep.Belongings;
import io.haymaker.core.sweep.BelongingsFinder;
import io.haymaker.core.sweep.OrphanSweep;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.core.sweep.RunCleanup;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.testkit.cloud.FakeCloud;
import io.haymaker.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The orphan sweep over what runs left that are over, or that nobody knows. */
final class SweepTest {
  private static final String WEB = "web-03";
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final InstallationId THEM = new InstallationId("theirs999999");

  private final Story story = Story.of(WEB);

  private BelongingsFinder finder(InMemoryStore books) {
    return new BelongingsFinder(
        story.cloud.inventory(),
        new Graveyard(story.cloud.reader(), TypePolicies.NONE),
        story.runtime,
        story.cloud.directory(),
        story.cloud.roles(),
        story.cloud.secrets(),
        () -> books.ledger().unproven());
  }

  private OrphanSweep sweep(InstallationId whose, InMemoryStore books) {
    var retrier = new Retrier(story.clock, story.clock::advance, new Random(1));
    var cleaner =
        new Cleaner(
            story.runtime,
            story.cloud.inventory(),
            story.cloud.reader(),
            story.cloud.deleter(),
            new IdentityRetirer(
                story.cloud.directory(), story.cloud.roles(), story.cloud.secrets(), retrier),
            books.ledger(),
            books.journal(),
            books.transactions(),
            retrier,
            story.policy());
    return new OrphanSweep(
        whose,
        finder(books),
        new RunCleanup(cleaner, books.journal(), retrier, story.policy()),
        books.runs(),
        books.journal(),
        new SweepTimes(Duration.ofMinutes(30), GRACE),
        story.policy().deadline(),
        story.clock);
  }

  private void sweepAfterGrace(OrphanSweep sweep) {
    sweep.look();
    story.clock.advance(GRACE.plusMinutes(1));
    sweep.look();
  }

  private Owner owner(InstallationId installation, RunId run) {
    return new Owner(installation, run, new ScenarioName(WEB));
  }

  private ResourceId plantGroupOf(InstallationId installation, RunId run, String name) {
    ResourceId group = ResourceId.group(FakeCloud.SUBSCRIPTION, name);
    story.cloud.plant(group.value(), owner(installation, run).tags());
    story.cloud.plant(group + "/providers/Microsoft.Storage/storageAccounts/in" + name, Map.of());
    return group;
  }

  @Test
  void aRunThatIsUnderWayIsNeverTouched() {
    story.untilAgentsAreAtWork();
    List<String> before = story.cloud.belongings(Story.US);

    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.cloud.belongings(Story.US)).isEqualTo(before).isNotEmpty();
    assertThat(story.runtime.present()).hasSize(1);
    assertThat(story.run().phase()).isEqualTo(Phase.MONITORING);
  }

  @Test
  void whatComesToLightAfterARunIsSweptOnceTheGraceIsOver() {
    story.end().isClean();
    ResourceId late = plantGroupOf(Story.US, story.id(), "late");
    OrphanSweep sweep = sweep(Story.US, story.store);

    sweep.look();
    assertThat(story.cloud.has(late)).as("within the grace").isTrue();
    story.clock.advance(GRACE.plusMinutes(1));
    sweep.look();

    assertThat(story.cloud.belongings(Story.US)).isEmpty();
    assertThat(story.store.ledger().ofRun(story.id())).allMatch(LedgerEntry::isGone);
    new Ending(story).journal("sweep_round").isNotEmpty();
  }

  @Test
  void aLateEventOfARunThatIsOverIsFollowedUp() {
    story.end().isClean();
    var unseen =
        story.cloud.plant(
            "/subscriptions/%s/resourceGroups/shared".formatted(FakeCloud.SUBSCRIPTION),
            owner(Story.US, story.id()).tags());
    story.cloud.vanish(unseen);
    ResourceId told = ResourceId.of(unseen + "/providers/Microsoft.Storage/storageAccounts/told");
    story.store.ledger().created(story.id(), told, Optional.empty(), story.clock.instant());
    assertThat(story.store.ledger().unproven()).containsExactly(story.id());

    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.store.ledger().unproven()).isEmpty();
  }

  @Test
  void withTheDatabaseLostAllIsFoundByItsTagsAndSweptAfterTheGrace() {
    story.untilAgentsAreAtWork();
    assertThat(story.cloud.assignments()).isNotEmpty();
    assertThat(story.runtime.present()).isNotEmpty();
    var anew = new InMemoryStore(Story.US);
    OrphanSweep sweep = sweep(Story.US, anew);

    sweep.look();
    assertThat(story.cloud.belongings(Story.US)).as("within the grace").isNotEmpty();
    story.clock.advance(GRACE.plusMinutes(1));
    sweep.look();

    assertThat(story.cloud.belongings(Story.US)).isEmpty();
    assertThat(story.cloud.assignments()).isEmpty();
    assertThat(story.runtime.present()).isEmpty();
    assertThat(anew.journal().ofRun(story.id(), 0, 1).getFirst().entry().type())
        .isEqualTo("orphan_found");
  }

  @Test
  void anotherInstallationIsListedAndNeverTouched() {
    ResourceId theirs = plantGroupOf(THEM, RunId.random(), "theirs");
    plantGroupOf(Story.US, RunId.random(), "ours");

    Belongings found = finder(story.store).of(Story.US);
    assertThat(found.ofOthers()).containsOnlyKeys(THEM.value());
    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.cloud.has(theirs)).isTrue();
    assertThat(story.cloud.resources()).as("the group and what lies in it").hasSize(2);
  }

  @Test
  void whatTheInstallationHasWithoutARunIsNeverSwept() {
    ResourceId groundwork = ResourceId.group(FakeCloud.SUBSCRIPTION, "groundwork");
    story.cloud.plant(groundwork.value(), Map.of("HayMaker-Installation", Story.US.value()));

    assertThat(finder(story.store).of(Story.US).ofNoRun()).containsExactly(groundwork.value());
    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.cloud.has(groundwork)).isTrue();
  }

  @Test
  void aRoleWhosePrincipalIsGoneIsFoundByItsMark() {
    story.untilAgentsAreAtWork();
    var role = story.cloud.assignments().getFirst();
    story.end();
    story
        .cloud
        .roles()
        .ensure(
            "gone-for-good",
            new io.haymaker.core.identity.RoleGrant("Reader", role.scope()),
            owner(Story.US, story.id()));

    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.cloud.assignments()).isEmpty();
  }

  @Test
  void whatIsOnlySoftDeletedIsFoundAndPurged() {
    ResourceId vault =
        ResourceId.of(
            ResourceId.group(FakeCloud.SUBSCRIPTION, "gone")
                + "/providers/Microsoft.KeyVault/vaults/kept");
    story.cloud.plantSoftDeleted(
        new SoftDeleted(vault, owner(Story.US, RunId.random()).tags(), Optional.empty()));
    story.cloud.plantSoftDeleted(
        new SoftDeleted(
            ResourceId.of(vault + "2"), owner(THEM, RunId.random()).tags(), Optional.empty()));

    sweepAfterGrace(sweep(Story.US, story.store));

    assertThat(story.cloud.softDeleted())
        .extracting(SoftDeleted::id)
        .containsExactly(ResourceId.of(vault + "2"));
  }

  /** Adopting is the same with another's id: theirs goes, ours stays. */
  @Test
  void takenOverByItsIdAnotherInstallationsLeftoversGoAndOursStay() {
    ResourceId theirs = plantGroupOf(THEM, RunId.random(), "theirs");
    ResourceId ours = plantGroupOf(Story.US, RunId.random(), "ours");

    sweepAfterGrace(sweep(THEM, new InMemoryStore(Story.US)));

    assertThat(story.cloud.has(theirs)).isFalse();
    assertThat(story.cloud.has(ours)).isTrue();
  }

  @Test
  void aPreviewTellsEverythingAndTouchesNothing() {
    story.untilAgentsAreAtWork();
    int effects = story.cloud.effects().size();
    var previewer =
        new CleanupPreviewer(
            story.cloud.inventory(),
            story.cloud.reader(),
            story.store.ledger(),
            story.runtime,
            story.cloud.directory(),
            story.cloud.roles(),
            story.cloud.secrets(),
            story.policy());

    CleanupPreview preview =
        previewer.preview(
            RunScope.of(Story.US, story.id(), story.store.runs().scenarios(story.id())));

    assertThat(preview.containers()).hasSize(1);
    assertThat(preview.deletions().getLast().id()).isEqualTo(story.group(WEB));
    assertThat(preview.deletions()).extracting(CleanupPreview.Doomed::step).startsWith(1);
    assertThat(preview.identities()).as("2 roles, principal, application, secret").hasSize(5);
    assertThat(preview.couldNotLook()).isEmpty();
    assertThat(preview.isClean()).isFalse();
    assertThat(story.cloud.effects()).hasSize(effects);
  }

  @Test
  void whatCannotBeListedIsSaid() {
    story
        .cloud
        .faults()
        .on(io.haymaker.testkit.cloud.CloudOperation.LIST_SECRETS)
        .couldNotLook(9, "Down");

    assertThat(finder(story.store).of(Story.US).couldNotLook())
        .singleElement()
        .asString()
        .startsWith("secrets: Down");
  }
}
