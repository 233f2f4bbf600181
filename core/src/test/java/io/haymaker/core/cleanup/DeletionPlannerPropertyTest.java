package io.haymaker.core.cleanup;

import static io.haymaker.core.cleanup.Cloud.OURS;
import static io.haymaker.core.cleanup.Cloud.THEIRS;
import static io.haymaker.core.cleanup.Cloud.US;
import static io.haymaker.core.cleanup.Cloud.held;
import static io.haymaker.core.cleanup.Cloud.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Safety of deletion plans over clouds of every shape, rings of references included. */
final class DeletionPlannerPropertyTest {
  private static final List<String> TYPES =
      List.of(
          "Microsoft.Compute/virtualMachines",
          "Microsoft.Compute/disks",
          "Microsoft.Network/networkInterfaces",
          "Microsoft.Network/publicIPAddresses",
          "Microsoft.Network/virtualNetworks",
          "Microsoft.Network/networkSecurityGroups",
          "Microsoft.Network/privateEndpoints",
          "Microsoft.Web/serverfarms",
          "Contoso.Unknown/things");

  /** What a plan is made from. */
  record Sight(List<Resource> resources, List<Resource> locks, Set<ResourceId> ours) {
    DeletionPlan plan() {
      return Cloud.plan(resources, locks, ours);
    }

    Map<ResourceId, Resource> byId() {
      var byId = new LinkedHashMap<ResourceId, Resource>();
      resources.forEach(resource -> byId.put(resource.id(), resource));
      return byId;
    }
  }

  @Provide
  Arbitrary<Sight> sights() {
    return Arbitraries.longs().map(seed -> sight(new Random(seed)));
  }

  private static Sight sight(Random random) {
    var ids = new ArrayList<ResourceId>();
    int groups = 1 + random.nextInt(3);
    for (int g = 0; g < groups; g++) {
      ResourceId group = ResourceId.group("s1", "rg" + g);
      ids.add(group);
      int members = random.nextInt(7);
      for (int m = 0; m < members; m++) {
        ResourceId parent =
            ResourceId.of(
                "%s/providers/%s/%d".formatted(group, TYPES.get(random.nextInt(TYPES.size())), m));
        ids.add(parent);
        if (random.nextInt(3) == 0) {
          ids.add(ResourceId.of(parent + "/children/c"));
        }
      }
    }
    var resources = new ArrayList<Resource>();
    for (ResourceId id : ids) {
      var needs = new HashSet<ResourceId>();
      for (int i = random.nextInt(3); i > 0; i--) {
        needs.add(ids.get(random.nextInt(ids.size())));
      }
      Optional<ResourceId> manager =
          random.nextInt(6) == 0
              ? Optional.of(ids.get(random.nextInt(ids.size())))
              : Optional.empty();
      Map<String, String> tags =
          switch (random.nextInt(8)) {
            case 0 -> THEIRS;
            case 1, 2 -> Map.<String, String>of();
            default -> OURS;
          };
      resources.add(new Resource(id, tags, manager, needs));
    }
    var locks = new ArrayList<Resource>();
    Set<ResourceId> ours = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Resource lock = Cloud.lockOn(ids.get(random.nextInt(ids.size())));
      if (locks.stream().noneMatch(other -> other.id().equals(lock.id()))) {
        locks.add(lock);
        if (random.nextBoolean()) {
          ours.add(lock.id());
        }
      }
    }
    return new Sight(resources, locks, ours);
  }

  @Property(tries = 300)
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

  @Property(tries = 300)
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

  @Property(tries = 300)
  void nothingIsDeletedThatWouldTakeSomethingHeldAlong(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    for (ResourceId heldId : held(plan)) {
      assertThat(order(plan)).noneMatch(heldId::isBelow);
    }
  }

  @Property(tries = 300)
  void everyThingIsEitherDeletedOnceOrHeldOnce(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    var all = new ArrayList<>(order(plan));
    plan.held().forEach(one -> all.add(one.id()));
    var expected = new HashSet<>(sight.byId().keySet());
    sight.locks().stream().map(Resource::id).filter(sight.ours()::contains).forEach(expected::add);

    assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(tries = 300)
  void childrenGoBeforeWhatTheyLieIn(@ForAll("sights") Sight sight) {
    DeletionPlan plan = sight.plan();
    List<ResourceId> order = order(plan);
    for (ResourceId child : order) {
      for (ResourceId parent : order) {
        if (child.isBelow(parent)) {
          assertThat(Cloud.wave(plan, child)).isLessThan(Cloud.wave(plan, parent));
        }
      }
    }
  }

  @Property(tries = 300)
  void groupsGoAfterEverythingElse(@ForAll("sights") Sight sight) {
    List<ResourceId> order = order(sight.plan());
    List<ResourceId> fromFirstGroup = order.stream().dropWhile(id -> !id.isGroup()).toList();

    assertThat(fromFirstGroup).allMatch(ResourceId::isGroup);
  }

  /** References of a tree cannot be a ring, so all of them must be respected. */
  @Property(tries = 300)
  void whatRefersGoesBeforeWhatItRefersTo(@ForAll Random random) {
    var resources = new ArrayList<Resource>();
    for (int i = 0; i < 12; i++) {
      ResourceId id =
          Cloud.id(TYPES.get(random.nextInt(TYPES.size())) + "/r" + random.nextInt(9) + i);
      resources.add(
          i == 0 ? Cloud.ours(id) : Cloud.ours(id, resources.get(random.nextInt(i)).id()));
    }
    // Later ones refer to earlier ones only; the types' own order must not turn that round.
    DeletionPlan plan = Cloud.plan(resources);
    for (Resource resource : resources) {
      for (ResourceId needed : resource.references()) {
        assertThat(Cloud.wave(plan, resource.id()))
            .as("%s before %s", resource.id(), needed)
            .isLessThanOrEqualTo(Cloud.wave(plan, needed));
      }
    }
  }
}
