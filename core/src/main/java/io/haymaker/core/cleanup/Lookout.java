package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at everything that a run may have left: what the inventory lists, what the ledger knows and
 * what lies in the run's groups, each read directly; then at what services keep of what was
 * deleted. The world is listed before the book is read, so that what is made in between is in one
 * of them.
 */
final class Lookout {
  private final Inventory inventory;
  private final ResourceReader reader;
  private final Graveyard graveyard;
  private final SideBySide threads;

  Lookout(Inventory inventory, ResourceReader reader, TypePolicies types, SideBySide threads) {
    this.inventory = inventory;
    this.reader = reader;
    this.graveyard = new Graveyard(reader, types);
    this.threads = threads;
  }

  /** What a listing of the world showed, before the book is read. */
  record World(Listing<Resource> inventory, List<GroupLook> groups) {}

  private record GroupLook(
      ResourceId id, Look<Resource> itself, Listing<Resource> contents, Listing<Resource> locks) {}

  World list(CleanupScope scope) {
    Listing<Resource> listed = inventory.ofRun(scope.installation(), scope.run());
    Set<ResourceId> groups = new LinkedHashSet<>(scope.groups());
    if (listed instanceof Listing.Complete<Resource>(List<Resource> items)) {
      items.stream().map(Resource::id).filter(ResourceId::isGroup).forEach(groups::add);
    }
    return new World(listed, threads.map(groups, this::lookInto));
  }

  private GroupLook lookInto(ResourceId group) {
    Look<Resource> itself = reader.read(group);
    boolean there = !(itself instanceof Look.Absent);
    return new GroupLook(
        group,
        itself,
        there ? reader.contents(group) : Listing.complete(List.of()),
        there ? reader.locks(group) : Listing.complete(List.of()));
  }

  /**
   * Reads each single thing that the world or the book names.
   *
   * @param remains hears of every look that failed
   */
  Sighting look(CleanupScope scope, World world, Collection<LedgerEntry> book, Remains remains) {
    var existing = new ArrayList<Resource>();
    var absent = new HashSet<ResourceId>();
    var locks = new ArrayList<Resource>();
    var unlisted = new HashSet<ResourceId>();
    Optional<Set<ResourceId>> listed = listed(world.inventory(), remains);
    Set<ResourceId> toRead = new LinkedHashSet<>(listed.orElse(Set.of()));
    for (GroupLook group : world.groups()) {
      sort(group.id(), group.itself(), existing, absent, remains);
      remains
          .items("contents of " + group.id().name(), group.contents())
          .forEach(resource -> toRead.add(resource.id()));
      if (group.contents() instanceof Listing.CouldNotLook) {
        unlisted.add(group.id());
      }
      locks.addAll(remains.items("locks of " + group.id().name(), group.locks()));
    }
    book.stream().filter(entry -> !entry.isGone()).map(LedgerEntry::id).forEach(toRead::add);
    world.groups().forEach(group -> toRead.remove(group.id()));
    locks.forEach(lock -> toRead.remove(lock.id()));

    List<ResourceId> order = List.copyOf(toRead);
    List<Look<Resource>> looks = threads.map(order, reader::read);
    for (int i = 0; i < order.size(); i++) {
      sort(order.get(i), looks.get(i), existing, absent, remains);
    }
    // After all else: what is deleted while we look was there then, or is kept now.
    Listing<SoftDeleted> kept = graveyard.toPurge();
    List<Copy> copies = ours(scope, remains.items("soft-deleted resources", kept), existing, book);
    copies.forEach(copy -> absent.remove(copy.id()));
    return new Sighting(
        existing, absent, locks, listed, copies, kept instanceof Listing.Complete, unlisted);
  }

  private static List<Copy> ours(
      CleanupScope scope,
      List<SoftDeleted> kept,
      List<Resource> existing,
      Collection<LedgerEntry> book) {
    if (kept.isEmpty()) {
      return List.of();
    }
    Map<ResourceId, Resource> seen = new HashMap<>();
    existing.forEach(resource -> seen.put(resource.id(), resource));
    Map<ResourceId, LedgerEntry> known = new HashMap<>();
    book.forEach(entry -> known.put(entry.id(), entry));
    var claim = new Claim(scope.installation(), scope.run());
    var copies = new ArrayList<Copy>();
    for (SoftDeleted one : kept) {
      if (!seen.containsKey(one.id())
          && claim.judge(one, seen, Set.copyOf(scope.groups()), known)
              instanceof Claim.Verdict.Ours(String why)) {
        copies.add(new Copy(one, why));
      }
    }
    return copies;
  }

  private static Optional<Set<ResourceId>> listed(Listing<Resource> inventory, Remains remains) {
    List<Resource> items = remains.items("inventory", inventory);
    return inventory instanceof Listing.Complete
        ? Optional.of(items.stream().map(Resource::id).collect(Collectors.toSet()))
        : Optional.empty();
  }

  private static void sort(
      ResourceId id,
      Look<Resource> look,
      List<Resource> existing,
      Set<ResourceId> absent,
      Remains remains) {
    switch (look) {
      case Look.Found<Resource>(Resource resource) -> existing.add(resource);
      case Look.Absent<Resource> _ -> absent.add(id);
      case Look.CouldNotLook<Resource> failed -> remains.couldNotLook(id.value(), failed.problem());
    }
  }
}
