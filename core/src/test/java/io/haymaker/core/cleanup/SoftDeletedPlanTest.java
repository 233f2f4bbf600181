package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.CLAIM;
import static io.haymaker.core.cleanup.Cloud.GROUP;
import static io.haymaker.core.cleanup.Cloud.OURS;
import static io.haymaker.core.cleanup.Cloud.RUN;
import static io.haymaker.core.cleanup.Cloud.before;
import static io.haymaker.core.cleanup.Cloud.group;
import static io.haymaker.core.cleanup.Cloud.order;
import static io.haymaker.core.cleanup.Cloud.ours;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.DeletionPlan.Manner;
import io.haymaker.core.cleanup.TypePolicy.Treatment;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.SoftDeleted;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of deleted resources has its place in the plan. */
final class SoftDeletedPlanTest {
  private static final ResourceId VAULT = Cloud.id("Microsoft.KeyVault/vaults/v");
  private static final ResourceId DISK = Cloud.id("Microsoft.Compute/disks/d");
  private static final Instant SOMETIME = Instant.parse("2026-11-21T12:00:00Z");

  private static DeletionPlan plan(DeletionRules rules, List<Resource> resources, Copy... copies) {
    return DeletionPlanner.plan(
        new DeletionPlanner.Sight(
            CLAIM, resources, List.of(), List.of(copies), Set.of(GROUP), Set.of(), 0),
        rules);
  }

  private static Copy copy(Map<String, String> tags, Optional<Instant> until) {
    return new Copy(new SoftDeleted(VAULT, tags, until), "the run's tags");
  }

  private static DeletionRules keeping(Treatment treatment, boolean purge) {
    var policy =
        new TypePolicy(
            treatment,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            purge);
    return new DeletionRules(
        new TypePolicies(Map.of("microsoft.keyvault/vaults", policy)), "HayMaker-Protected", 100);
  }

  @Test
  void aCopyIsPurgedBeforeItsGroupGoes() {
    DeletionPlan plan =
        plan(DeletionRules.STANDARD, List.of(group()), copy(OURS, Optional.empty()));

    assertThat(plan.manners())
        .containsEntry(VAULT, Manner.PURGE)
        .containsEntry(GROUP, Manner.DELETE);
    assertThat(before(plan, GROUP)).contains(VAULT);
    assertThat(plan.steps().getFirst().why()).isEqualTo("the run's tags");
  }

  @Test
  void whatIsListedAsKeptIsPurgedOfWhateverType() {
    var disk = new Copy(new SoftDeleted(DISK, OURS, Optional.empty()), "the run's tags");

    DeletionPlan plan = plan(DeletionRules.STANDARD, List.of(group()), disk);

    assertThat(plan.manners()).containsEntry(DISK, Manner.PURGE);
  }

  @Test
  void whatIsThereIsPurgedWithItsDeletionIfItsTypeLeavesCopies() {
    DeletionPlan plan = plan(DeletionRules.STANDARD, List.of(group(), ours(VAULT), ours(DISK)));

    assertThat(plan.manners())
        .containsEntry(VAULT, Manner.DELETE_AND_PURGE)
        .containsEntry(DISK, Manner.DELETE);
  }

  @Test
  void thePolicyOfATypeCanLeaveCopiesToTheirTime() {
    DeletionPlan plan = plan(keeping(Treatment.DELETE, false), List.of(group(), ours(VAULT)));

    assertThat(plan.manners()).containsEntry(VAULT, Manner.DELETE);
  }

  @Test
  void whatIsLeftToItsGroupIsPurgedAllTheSame() {
    DeletionPlan plan =
        plan(keeping(Treatment.SKIP, true), List.of(group()), copy(OURS, Optional.empty()));

    assertThat(order(plan)).containsExactly(VAULT, GROUP);
  }

  @Test
  void aCopyThatMayNotBePurgedIsToldAndHoldsUpNothing() {
    DeletionPlan plan =
        plan(
            DeletionRules.STANDARD,
            List.of(group(), ours(DISK)),
            copy(OURS, Optional.of(SOMETIME)));

    assertThat(order(plan)).containsExactly(DISK, GROUP);
    assertThat(plan.steps()).noneMatch(DeletionPlan.Step::blocked);
    assertThat(plan.held())
        .containsExactly(
            new DeletionPlan.Held(
                VAULT, "soft-deleted; purge protection keeps it until 2026-11-21T12:00:00Z"));
  }

  @Test
  void aProtectedTagKeepsACopyToo() {
    var tags = new HashMap<>(OURS);
    tags.put("HayMaker-Protected", "yes");

    DeletionPlan plan =
        plan(DeletionRules.STANDARD, List.of(group()), copy(tags, Optional.empty()));

    assertThat(order(plan)).containsExactly(GROUP);
    assertThat(plan.held()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FORCE_DELETED, false, false, true",
    "GONE, true, false, true",
    "GONE, false, false, false",
    "REPORTED_DELETED, false, false, false",
    "REPORTED_DELETED, false, true, true",
    "EXISTS, false, true, true"
  })
  void withoutTagsAndGroupOursIsWhatWeDeletedOrKnewInTheRunsGroup(
      State state, boolean forced, boolean planned, boolean isOurs) {
    var entry =
        new LedgerEntry(
            RUN, VAULT, Optional.empty(), SOMETIME, state, SOMETIME, 0, Optional.empty(), forced);
    Set<ResourceId> groups = planned ? Set.of(GROUP) : Set.of();
    var copy = new SoftDeleted(VAULT, Map.of(), Optional.empty());

    assertThat(
            CLAIM.judge(copy, Map.of(), groups, Map.of(VAULT, entry)) instanceof Claim.Verdict.Ours)
        .isEqualTo(isOurs);
    assertThat(CLAIM.judge(copy, Map.of(), groups, Map.of()) instanceof Claim.Verdict.Ours)
        .as("nothing that our book does not know")
        .isFalse();
  }

  @Test
  void anothersTagsWinOverAllThatWeKnow() {
    var entry =
        new LedgerEntry(
            RUN,
            VAULT,
            Optional.empty(),
            SOMETIME,
            State.FORCE_DELETED,
            SOMETIME,
            1,
            Optional.empty(),
            false);
    var theirs = new SoftDeleted(VAULT, Cloud.THEIRS, Optional.empty());

    assertThat(CLAIM.judge(theirs, Map.of(), Set.of(GROUP), Map.of(VAULT, entry)))
        .isInstanceOf(Claim.Verdict.NotOurs.class);
  }
}
