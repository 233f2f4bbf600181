package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what is ours to delete and what is to be left alone; {@link DeletionWaves} orders it.
 * Pure: the same sight gives the same plan.
 */
final class DeletionPlanner {
  private DeletionPlanner() {}

  /**
   * What was seen.
   *
   * @param claim whose cleanup this is
   * @param resources everything that was seen to exist, groups included
   * @param locks the locks that hold on them
   * @param ours ids that our ledger or our plan knows to be made by the run
   * @param unlisted groups of which nobody could say what lies in them
   */
  record Sight(
      Claim claim,
      Collection<Resource> resources,
      Collection<Resource> locks,
      Set<ResourceId> ours,
      Set<ResourceId> unlisted) {}

  static DeletionPlan plan(Sight sight) {
    Map<ResourceId, Resource> seen = new HashMap<>();
    sight.resources().forEach(resource -> seen.put(resource.id(), resource));
    Map<ResourceId, Resource> ourLocks = new HashMap<>();
    List<Resource> foreignLocks = new ArrayList<>();
    for (Resource lock : sight.locks()) {
      if (sight.ours().contains(lock.id())) {
        ourLocks.put(lock.id(), lock);
      } else {
        foreignLocks.add(lock);
      }
    }
    seen.keySet().removeAll(sight.locks().stream().map(Resource::id).toList());

    var held = new ArrayList<DeletionPlan.Held>();
    var deletable = new HashMap<ResourceId, Resource>(ourLocks);
    for (Resource resource : seen.values()) {
      Optional<String> reason =
          sight
              .claim()
              .against(resource, seen)
              .or(() -> locked(resource.id(), foreignLocks))
              .or(() -> unlisted(resource.id(), sight.unlisted()));
      if (reason.isPresent()) {
        held.add(new DeletionPlan.Held(resource.id(), reason.get()));
      } else {
        deletable.put(resource.id(), resource);
      }
    }
    holdWhatContainsHeld(deletable, held);
    held.sort((a, b) -> a.id().compareTo(b.id()));
    return new DeletionPlan(
        DeletionWaves.of(deletable.values()), held, blocked(deletable.values(), held, seen));
  }

  /** Deleting it could take something along that is not ours. */
  private static Optional<String> unlisted(ResourceId id, Set<ResourceId> unlisted) {
    return unlisted.contains(id)
        ? Optional.of("what lies in it could not be listed")
        : Optional.empty();
  }

  /** What something held has to go before, and so on from there. */
  private static Set<ResourceId> blocked(
      Collection<Resource> deletable,
      List<DeletionPlan.Held> held,
      Map<ResourceId, Resource> seen) {
    var blocked = new HashSet<ResourceId>();
    Set<ResourceId> heldIds = held.stream().map(DeletionPlan.Held::id).collect(Collectors.toSet());
    var blockers = new ArrayDeque<Resource>();
    seen.values().stream().filter(one -> heldIds.contains(one.id())).forEach(blockers::add);
    while (!blockers.isEmpty()) {
      Resource blocker = blockers.remove();
      for (Resource resource : deletable) {
        if (DeletionWaves.goesBefore(blocker, resource) && blocked.add(resource.id())) {
          blockers.add(resource);
        }
      }
    }
    return blocked;
  }

  /** A lock holds where it is put and on everything below. */
  private static Optional<String> locked(ResourceId id, List<Resource> locks) {
    return locks.stream()
        .filter(
            lock ->
                lock.id()
                    .parent()
                    .filter(scope -> id.equals(scope) || id.isBelow(scope))
                    .isPresent())
        .map(lock -> "locked by " + lock.id().name() + ", which is not ours")
        .findFirst();
  }

  /** Deleting a group or parent would take what is held along, or be refused because of it. */
  private static void holdWhatContainsHeld(
      Map<ResourceId, Resource> deletable, List<DeletionPlan.Held> held) {
    var containers = new ArrayList<DeletionPlan.Held>();
    for (DeletionPlan.Held below : held) {
      deletable.keySet().stream()
          .filter(id -> below.id().isBelow(id))
          .forEach(
              id -> containers.add(new DeletionPlan.Held(id, "still holds " + below.id().name())));
    }
    containers.forEach(
        container -> {
          if (deletable.remove(container.id()) != null) {
            held.add(container);
          }
        });
  }
}
