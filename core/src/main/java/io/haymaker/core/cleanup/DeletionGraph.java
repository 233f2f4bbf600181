package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which resource has to be gone before which: what lies in another before it, what refers to
 * another, or manages it, before it, a lock before all that it holds on. Where each names the
 * other, the known order of types decides which one needs which. A body that names nothing tells
 * nothing: then the order of types is assumed within the group, as a preference only. Groups go
 * after all that lies in them, and nothing waits for a group.
 */
final class DeletionGraph {
  /** Why one goes before another; in a ring the weakest gives way. */
  private enum Tie {
    ASSUMED,
    REFERENCE,
    CONTAINMENT
  }

  private final TypePolicies types;
  private final Map<ResourceId, Resource> nodes = new LinkedHashMap<>();
  private final Map<ResourceId, Map<ResourceId, Tie>> firsts = new HashMap<>();
  private final Map<ResourceId, Set<ResourceId>> lasts = new HashMap<>();

  DeletionGraph(Collection<Resource> resources, TypePolicies types) {
    this.types = types;
    resources.stream()
        .sorted(Comparator.comparing(Resource::id))
        .forEach(resource -> nodes.put(resource.id(), resource));
    nodes.values().forEach(this::tieContainment);
    nodes.values().forEach(this::tieReferences);
    nodes.keySet().forEach(this::untieMutual);
    tieAssumed();
  }

  /**
   * Everything that one of these is known to have to be gone before, directly or along others; an
   * assumed order does not count.
   */
  Set<ResourceId> behind(Collection<ResourceId> ids) {
    var behind = new HashSet<ResourceId>();
    var next = new ArrayDeque<>(ids);
    while (!next.isEmpty()) {
      ResourceId first = next.remove();
      for (ResourceId last : lastsOf(first)) {
        if (firstsOf(last).get(first) != Tie.ASSUMED && behind.add(last)) {
          next.add(last);
        }
      }
    }
    return behind;
  }

  /**
   * The chosen ones, each with those of them that it waits for, in an order in which they could go
   * one by one: what needs to go first by type first, groups last. In a ring nobody can go first by
   * right: its weakest tie is cut, never one of containment, and the retries do the rest.
   */
  Map<ResourceId, Set<ResourceId>> ordered(Set<ResourceId> chosen) {
    Map<ResourceId, Map<ResourceId, Tie>> open = new HashMap<>();
    chosen.forEach(
        id -> {
          Map<ResourceId, Tie> waits = new HashMap<>(firstsOf(id));
          waits.keySet().retainAll(chosen);
          open.put(id, waits);
        });
    return new Sorter(open).sort();
  }

  int rank(ResourceId id) {
    return types.of(id).order().orElseGet(() -> DeletionOrder.rank(id.type()));
  }

  private void tieContainment(Resource resource) {
    ResourceId id = resource.id();
    // All of them, not the nearest alone: that one may get no deletion of its own.
    id.enclosing().forEach(in -> tie(id, in, true));
    if (DeletionOrder.isLock(id)) {
      ResourceId scope = id.parent().orElse(id);
      nodes.keySet().stream()
          .filter(below -> below.isBelow(scope) && !DeletionOrder.isLock(below))
          .forEach(below -> tie(id, below, true));
    }
  }

  private void tieReferences(Resource resource) {
    ResourceId id = resource.id();
    for (ResourceId reference : resource.references()) {
      Stream.concat(Stream.of(reference), reference.enclosing())
          .forEach(target -> tie(id, target, false));
    }
    resource.managedBy().ifPresent(manager -> tie(manager, id, false));
  }

  private void tie(ResourceId first, ResourceId last, boolean contained) {
    boolean related = first.isBelow(last) || last.isBelow(first);
    if (first.equals(last)
        || first.isGroup()
        || !nodes.containsKey(first)
        || !nodes.containsKey(last)
        || (related && !contained)) {
      return;
    }
    tie(first, last, contained ? Tie.CONTAINMENT : Tie.REFERENCE);
  }

  private void tie(ResourceId first, ResourceId last, Tie tie) {
    firsts.computeIfAbsent(last, _ -> new HashMap<>()).merge(first, tie, DeletionGraph::stronger);
    lasts.computeIfAbsent(first, _ -> new HashSet<>()).add(last);
  }

  private static Tie stronger(Tie one, Tie other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void untieMutual(ResourceId one) {
    for (ResourceId other : List.copyOf(lastsOf(one))) {
      Tie there = firstsOf(other).getOrDefault(one, Tie.ASSUMED);
      Tie back = firstsOf(one).get(other);
      if (back == null) {
        continue;
      }
      // Positive: one goes first by right. Zero: neither does.
      int by = there == back ? Integer.compare(rank(other), rank(one)) : there.compareTo(back);
      if (by >= 0) {
        untie(other, one);
      }
      if (by <= 0) {
        untie(one, other);
      }
    }
  }

  private void untie(ResourceId first, ResourceId last) {
    firstsOf(last).remove(first);
    lastsOf(first).remove(last);
  }

  private void tieAssumed() {
    Map<String, List<Resource>> byGroup = new LinkedHashMap<>();
    nodes.values().stream()
        .filter(resource -> isDirectlyInAGroup(resource.id()))
        .filter(resource -> DeletionOrder.isKnown(resource.id().type()))
        .forEach(
            resource ->
                byGroup
                    .computeIfAbsent(groupOf(resource.id()), _ -> new ArrayList<>())
                    .add(resource));
    for (List<Resource> members : byGroup.values()) {
      for (Resource silent : members) {
        if (silent.references().isEmpty()) {
          members.forEach(member -> tieAssumed(silent.id(), member.id()));
        }
      }
    }
  }

  /** What is nested deeper goes by what it lies in. */
  private static boolean isDirectlyInAGroup(ResourceId id) {
    return id.parent().filter(ResourceId::isGroup).isPresent();
  }

  private void tieAssumed(ResourceId first, ResourceId last) {
    if (rank(first) < rank(last)
        && !first.isBelow(last)
        && !last.isBelow(first)
        && !firstsOf(first).containsKey(last)) {
      tie(first, last, Tie.ASSUMED);
    }
  }

  private static String groupOf(ResourceId id) {
    return id.groupName()
        .map(name -> ResourceId.group(id.subscription(), name).key())
        .orElseGet(id::subscription);
  }

  private Map<ResourceId, Tie> firstsOf(ResourceId id) {
    Map<ResourceId, Tie> known = firsts.get(id);
    return known == null ? new HashMap<>() : known;
  }

  private Set<ResourceId> lastsOf(ResourceId id) {
    Set<ResourceId> known = lasts.get(id);
    return known == null ? new HashSet<>() : known;
  }

  /** Puts resources one after the other, and cuts rings. */
  private final class Sorter {
    private final Map<ResourceId, Map<ResourceId, Tie>> open;
    private final Map<ResourceId, Set<ResourceId>> waits = new HashMap<>();
    private final Comparator<ResourceId> byRight =
        Comparator.comparingInt(DeletionGraph.this::rank).thenComparing(Comparator.naturalOrder());
    private final PriorityQueue<ResourceId> free = new PriorityQueue<>(byRight);
    private final List<ResourceId> groups;

    Sorter(Map<ResourceId, Map<ResourceId, Tie>> open) {
      this.open = open;
      open.forEach((id, ties) -> waits.put(id, new HashSet<>(ties.keySet())));
      this.groups = open.keySet().stream().filter(ResourceId::isGroup).sorted(byRight).toList();
      groups.forEach(open::remove);
    }

    Map<ResourceId, Set<ResourceId>> sort() {
      var sorted = new LinkedHashMap<ResourceId, Set<ResourceId>>();
      open.keySet().forEach(this::freeIfAlone);
      while (sorted.size() < waits.size() - groups.size()) {
        while (free.isEmpty()) {
          cutRing();
        }
        ResourceId next = free.remove();
        open.remove(next);
        sorted.put(next, waits.getOrDefault(next, Set.of()));
        for (ResourceId last : lastsOf(next)) {
          Map<ResourceId, Tie> left = open.get(last);
          if (left != null && left.remove(next) != null) {
            freeIfAlone(last);
          }
        }
      }
      groups.forEach(group -> sorted.put(group, waits.getOrDefault(group, Set.of())));
      return sorted;
    }

    private void freeIfAlone(ResourceId id) {
      if (openFirsts(id).isEmpty()) {
        free.add(id);
      }
    }

    private Map<ResourceId, Tie> openFirsts(ResourceId id) {
      return open.getOrDefault(id, Map.of());
    }

    private void cutRing() {
      List<ResourceId> ring = ring();
      ResourceId last = ring.getFirst();
      ResourceId first = ring.getLast();
      Tie weakest = Tie.CONTAINMENT;
      for (int i = 0; i < ring.size(); i++) {
        ResourceId goes = ring.get(i);
        ResourceId before = ring.get((i + 1) % ring.size());
        Tie tie = openFirsts(goes).getOrDefault(before, Tie.CONTAINMENT);
        int weaker = tie.compareTo(weakest);
        if (weaker < 0
            || (weaker == 0 && tie != Tie.CONTAINMENT && byRight.compare(goes, last) < 0)) {
          weakest = tie;
          last = goes;
          first = before;
        }
      }
      if (weakest == Tie.CONTAINMENT) {
        throw new IllegalStateException("nothing can lie in itself: " + ring);
      }
      openFirsts(last).remove(first);
      waits.getOrDefault(last, new HashSet<>()).remove(first);
      freeIfAlone(last);
    }

    /** Walks from one to one that goes before it, until it meets itself. Each has such a one. */
    private List<ResourceId> ring() {
      var path = new ArrayList<ResourceId>();
      ResourceId at = open.keySet().stream().min(byRight).orElseThrow();
      while (!path.contains(at)) {
        path.add(at);
        at = openFirsts(at).keySet().stream().min(byRight).orElseThrow();
      }
      return path.subList(path.indexOf(at), path.size());
    }
  }
}
