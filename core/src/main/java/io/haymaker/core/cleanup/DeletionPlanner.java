package io.haymaker.core.cleanup;

import io.haymaker.core.cleanup.DeletionPlan.Held;
import io.haymaker.core.cleanup.DeletionPlan.Manner;
import io.haymaker.core.cleanup.DeletionPlan.Step;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides what is ours to delete and what is to be left alone; {@link DeletionGraph} orders it.
 * Pure: the same sight and the same rules give the same plan.
 */
final class DeletionPlanner {
  private final Sight sight;
  private final DeletionRules rules;
  private final Map<ResourceId, Resource> seen = new TreeMap<>();
  private final DeletionGraph graph;

  /** What is protected itself, and why; and where locks hold that are not ours. */
  private final Map<ResourceId, String> guarded = new HashMap<>();

  private final Map<ResourceId, ResourceId> foreignLocks = new HashMap<>();
  private final Set<ResourceId> copies = new HashSet<>();
  private final Map<ResourceId, String> held = new TreeMap<>();
  private final Map<ResourceId, String> left = new TreeMap<>();
  private final Map<ResourceId, String> ours = new LinkedHashMap<>();

  /**
   * What was seen.
   *
   * @param claim whose cleanup this is
   * @param resources everything that was seen to exist, groups included
   * @param locks the locks that hold on them
   * @param copies what is kept of deleted resources of ours
   * @param ours ids that our ledger or our plan knows to be made by the run
   * @param unlisted groups of which nobody could say what lies in them
   * @param spent how many resources earlier rounds of this cleanup deleted
   */
  record Sight(
      Claim claim,
      Collection<Resource> resources,
      Collection<Resource> locks,
      Collection<Copy> copies,
      Set<ResourceId> ours,
      Set<ResourceId> unlisted,
      int spent) {}

  private DeletionPlanner(Sight sight, DeletionRules rules) {
    this.sight = sight;
    this.rules = rules;
    sight.resources().forEach(resource -> seen.putIfAbsent(resource.id(), resource));
    sight.locks().forEach(lock -> seen.remove(lock.id()));
    seen.values()
        .forEach(one -> rules.protection(one).ifPresent(why -> guarded.put(one.id(), why)));
    var all = new ArrayList<>(seen.values());
    all.addAll(sight.locks());
    sight.copies().forEach(copy -> all.add(copy.asResource()));
    this.graph = new DeletionGraph(all, rules.types());
  }

  static DeletionPlan plan(Sight sight, DeletionRules rules) {
    return new DeletionPlanner(sight, rules).plan();
  }

  private DeletionPlan plan() {
    sortLocks();
    seen.values().forEach(this::sort);
    holdWhatContainsHeld();
    protectWhatTheProtectedNeed();
    holdWhatContainsHeld();
    Set<ResourceId> blocked = graph.behind(held.keySet());
    sight.copies().forEach(this::sortCopy);
    Map<ResourceId, Set<ResourceId>> order = withinBudget(graph.ordered(ours.keySet()));
    var steps = new ArrayList<Step>(order.size());
    order.forEach(
        (id, after) ->
            steps.add(
                new Step(id, manner(id), ours.getOrDefault(id, ""), after, blocked.contains(id))));
    return new DeletionPlan(steps, lines(held), lines(left));
  }

  /** Ours is a lock that our own book knows, or that says so in its notes. */
  private void sortLocks() {
    for (Resource lock : sight.locks()) {
      if (!isOurs(lock)) {
        lock.id()
            .parent()
            .ifPresent(scope -> foreignLocks.merge(scope, lock.id(), DeletionPlanner::first));
      } else if (lock.id().enclosing().anyMatch(guarded::containsKey)) {
        held.put(lock.id(), "holds on something protected");
      } else {
        ours.put(lock.id(), "the run's lock");
      }
    }
  }

  private static ResourceId first(ResourceId one, ResourceId other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private boolean isOurs(Resource lock) {
    Claim claim = sight.claim();
    return sight.ours().contains(lock.id())
        || OwnerTags.carry(lock.tags(), claim.installation(), claim.run());
  }

  private void sort(Resource resource) {
    ResourceId id = resource.id();
    switch (sight.claim().judge(resource, seen)) {
      case Claim.Verdict.NotOurs(String why) -> held.put(id, why);
      case Claim.Verdict.Ours(String why) -> {
        Optional<String> obstacle = protection(id).or(() -> locked(id)).or(() -> unlisted(id));
        if (obstacle.isPresent()) {
          held.put(id, obstacle.get());
        } else if (rules.skips(resource)) {
          left.put(id, "the policy of its type leaves it to what it lies in");
        } else {
          ours.put(id, why);
        }
      }
    }
  }

  /** It holds up nothing, whatever becomes of it: it lies in no group any more. */
  private void sortCopy(Copy copy) {
    copy.kept()
        .protectedUntil()
        .map("soft-deleted; purge protection keeps it until %s"::formatted)
        .or(() -> rules.protection(copy.asResource()))
        .ifPresentOrElse(
            obstacle -> held.put(copy.id(), obstacle),
            () -> {
              ours.put(copy.id(), copy.why());
              copies.add(copy.id());
            });
  }

  private Manner manner(ResourceId id) {
    if (copies.contains(id)) {
      return Manner.PURGE;
    }
    return SoftDeletion.leavesCopies(id) && !rules.types().keepCopyOf(id)
        ? Manner.DELETE_AND_PURGE
        : Manner.DELETE;
  }

  /** Protected itself, or by what it lies in. */
  private Optional<String> protection(ResourceId id) {
    return Optional.ofNullable(guarded.get(id))
        .or(
            () ->
                id.enclosing()
                    .filter(guarded::containsKey)
                    .map(outer -> "lies in " + outer.name() + ", which is protected")
                    .findFirst());
  }

  /** A lock holds where it is put and on everything below, a subscription's on all in it. */
  private Optional<String> locked(ResourceId id) {
    if (foreignLocks.isEmpty()) {
      return Optional.empty();
    }
    Stream<ResourceId> subscription =
        Stream.of(ResourceId.of("/subscriptions/" + id.subscription()));
    return Stream.concat(Stream.concat(Stream.of(id), id.enclosing()), subscription)
        .flatMap(scope -> Optional.ofNullable(foreignLocks.get(scope)).stream())
        .map(lock -> "locked by " + lock.name() + ", which is not ours")
        .findFirst();
  }

  /** Deleting it could take something along that is not ours. */
  private Optional<String> unlisted(ResourceId id) {
    return sight.unlisted().contains(id)
        ? Optional.of("what lies in it could not be listed")
        : Optional.empty();
  }

  private void protectWhatTheProtectedNeed() {
    List<ResourceId> kept =
        seen.keySet().stream().filter(id -> protection(id).isPresent()).toList();
    for (ResourceId needed : graph.behind(kept)) {
      if (ours.remove(needed) != null) {
        held.put(needed, "needed by something protected");
      }
    }
  }

  /** Deleting a group or parent would take what is held along, or be refused because of it. */
  private void holdWhatContainsHeld() {
    for (ResourceId below : List.copyOf(held.keySet())) {
      for (Optional<ResourceId> at = below.parent(); at.isPresent(); ) {
        ResourceId container = at.get();
        if (ours.remove(container) != null || left.remove(container) != null) {
          held.put(container, "still holds " + below.name());
        }
        at = container.parent();
      }
    }
  }

  /** The first of an order need nothing of the rest, so an order can be cut anywhere. */
  private Map<ResourceId, Set<ResourceId>> withinBudget(Map<ResourceId, Set<ResourceId>> order) {
    int allowed = Math.max(0, rules.budget() - sight.spent());
    if (order.size() <= allowed) {
      return order;
    }
    var cut = new LinkedHashMap<ResourceId, Set<ResourceId>>();
    order.forEach(
        (id, after) -> {
          if (cut.size() < allowed) {
            cut.put(id, after);
          } else {
            held.put(id, "the run's budget of %d deletions is used up".formatted(rules.budget()));
          }
        });
    return cut;
  }

  private static List<Held> lines(Map<ResourceId, String> reasons) {
    return reasons.entrySet().stream()
        .map(one -> new Held(one.getKey(), one.getValue()))
        .sorted(Comparator.comparing(Held::id))
        .toList();
  }
}
