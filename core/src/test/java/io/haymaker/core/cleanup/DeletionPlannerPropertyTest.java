package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.US;
import static io.haymaker.core.cleanup.Cloud.before;
import static io.haymaker.core.cleanup.Cloud.held;
import static io.haymaker.core.cleanup.Cloud.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.cleanup.AnyCloud.Sight;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Safety of deletion plans over clouds of every shape, rings of references included. */
final class DeletionPlannerPropertyTest {
  @Provide
  Arbitrary<Sight> sights() {
    return Arbitraries.longs().map(AnyCloud::of);
  }

  @Property(seed = "5")
  void nothingForeignIsEverDeleted(@ForAll("sights") Sight sight) {
    Map<ResourceId, Resource> byId = sight.byId();
    for (ResourceId id : order(sight.plan())) {
      Resource resource = byId.get(id);
      if (resource == null) {
        assertThat(sight.ours()).as("a lock of the run's own").contains(id);
        continue;
      }
      boolean tagged = OwnerTags.carry(resource.tags(), US);
      boolean another = OwnerTags.value(resource.tags(), OwnerTags.INSTALLATION).isPresent();
      Resource group = byId.get(ResourceId.group(id.subscription(), id.groupName().orElseThrow()));
      boolean inOurGroup =
          !id.isGroup() && group != null && OwnerTags.carry(group.tags(), US) && !another;
      assertThat(tagged || inOurGroup).as("%s is ours", id).isTrue();
    }
  }

  @Property(seed = "5")
  void nothingUnderAForeignLockIsEverDeleted(@ForAll("sights") Sight sight) {
    List<ResourceId> order = order(sight.plan());
    for (Resource lock : sight.locks()) {
      if (!sight.ours().contains(lock.id())) {
        ResourceId scope = lock.id().parent().orElseThrow();
        assertThat(order)
            .doesNotContain(lock.id())
            .noneMatch(id -> id.equals(scope) && !sight.ours().contains(id))
            .noneMatch(id -> id.isBelow(scope) && !sight.ours().contains(id));
      }
    }
  }

  @Property(seed = "5")
  void nothingIsDeletedThatWouldTakeSomethingHeldAlong(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    for (ResourceId heldId : held(plan)) {
      assertThat(order(plan)).noneMatch(heldId::isBelow);
    }
  }

  @Property(seed = "5")
  void everyThingIsEitherDeletedOnceOrHeldOnce(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    var all = new ArrayList<>(order(plan));
    plan.left().forEach(one -> all.add(one.id()));
    plan.held().forEach(one -> all.add(one.id()));
    var expected = new HashSet<>(sight.byId().keySet());
    sight.locks().stream().map(Resource::id).filter(sight.ours()::contains).forEach(expected::add);

    assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(seed = "5")
  void childrenGoBeforeWhatTheyLieIn(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    List<ResourceId> order = order(plan);
    for (ResourceId child : order) {
      for (ResourceId parent : order) {
        if (child.isBelow(parent)) {
          assertThat(before(plan, parent)).contains(child);
        }
      }
    }
  }

  @Property(seed = "5")
  void groupsGoAfterEverythingElse(@ForAll("sights") Sight sight) {
    List<ResourceId> order = order(sight.plan());
    List<ResourceId> fromFirstGroup = order.stream().dropWhile(id -> !id.isGroup()).toList();

    assertThat(fromFirstGroup).allMatch(ResourceId::isGroup);
  }

  /** References of a tree cannot be a ring, so all of them must be respected. */
  @Property(seed = "5")
  void whatRefersGoesBeforeWhatItRefersTo(@ForAll Random random) {
    var resources = new ArrayList<Resource>();
    for (int i = 0; i < 12; i++) {
      ResourceId id =
          Cloud.id(
              AnyCloud.TYPES.get(random.nextInt(AnyCloud.TYPES.size()))
                  + "/r"
                  + random.nextInt(9)
                  + i);
      resources.add(
          i == 0 ? Cloud.ours(id) : Cloud.ours(id, resources.get(random.nextInt(i)).id()));
    }
    // Later ones refer to earlier ones only; the types' own order must not turn that round.
    DeletionPlan plan = Cloud.plan(resources);
    for (Resource resource : resources) {
      for (ResourceId needed : resource.references()) {
        assertThat(before(plan, needed))
            .as("%s before %s", resource.id(), needed)
            .contains(resource.id());
      }
    }
  }

  @Property(seed = "5")
  void everyStepStandsAfterThoseThatItWaitsFor(@ForAll("sights") Sight sight) {
    var over = new HashSet<ResourceId>();
    for (DeletionPlan.Step step : sight.plan().steps()) {
      assertThat(over).as("before %s", step.id()).containsAll(step.after());
      assertThat(over.add(step.id())).isTrue();
    }
  }

  /** By its own tag, by what it lies in, or by its type. */
  @Property(seed = "5")
  void nothingProtectedIsEverDeleted(@ForAll("sights") Sight sight) {
    List<ResourceId> order = order(sight.plan());
    for (Resource resource : sight.resources()) {
      if (sight.rules().protection(resource).isPresent()) {
        assertThat(order)
            .doesNotContain(resource.id())
            .noneMatch(id -> id.isBelow(resource.id()))
            .noneMatch(resource.id()::isBelow);
      }
    }
  }

  @Property(seed = "5")
  void noMoreThanTheBudgetIsDeleted(@ForAll("sights") Sight sight) {
    assertThat(order(sight.plan())).hasSizeLessThanOrEqualTo(sight.rules().budget());
  }

  @Property(seed = "5")
  void theSameSightGivesTheSamePlanInWhateverOrderItIsTold(@ForAll("sights") Sight sight) {
    assertThat(
            Cloud.plan(
                sight.resources().reversed(),
                sight.locks().reversed(),
                sight.ours(),
                sight.rules()))
        .isEqualTo(sight.plan());
  }
}
