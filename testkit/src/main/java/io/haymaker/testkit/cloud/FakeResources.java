package io.haymaker.testkit.cloud;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Groups, resources and locks of the world, with the rules under which they may be deleted. */
final class FakeResources implements ResourceGroups, ResourceReader, ResourceDeleter, Inventory {

  private final World world;

  FakeResources(World world) {
    this.world = world;
  }

  @Override
  public Outcome<ResourceId> ensure(String name, String location, Map<String, String> tags) {
    ResourceId id = ResourceId.group(world.subscription, name);
    String installation =
        OwnerTags.value(tags, OwnerTags.INSTALLATION)
            .orElseThrow(() -> new IllegalArgumentException("tags carry no installation"));
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.ENSURE_GROUP,
          id.value(),
          () -> {
            Optional<Resource> there = world.resource(id);
            if (there.isPresent()
                && !OwnerTags.carry(there.get().tags(), new InstallationId(installation))) {
              return Outcome.refused("NotOurs", "group %s is not ours".formatted(name));
            }
            world.put(Resource.of(id, tags));
            world.note(CloudOperation.ENSURE_GROUP, id.value());
            return Outcome.done(id);
          });
    }
  }

  @Override
  public Look<Resource> read(ResourceId id) {
    synchronized (world) {
      return world.faults.look(
          CloudOperation.READ_RESOURCE,
          id.value(),
          () -> world.resource(id).map(Look::found).orElseGet(Look::absent));
    }
  }

  @Override
  public Listing<Resource> contents(ResourceId group) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_CONTENTS, group.value(), () -> Listing.complete(inside(group)));
    }
  }

  @Override
  public Listing<Resource> locks(ResourceId group) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_LOCKS,
          group.value(),
          () ->
              Listing.complete(
                  allLocks().stream()
                      .filter(lock -> touches(World.scopeOf(lock.id()), group))
                      .toList()));
    }
  }

  @Override
  public Listing<Resource> ofRun(InstallationId installation, RunId run) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.QUERY_INVENTORY,
          run.toString(),
          () -> {
            List<Resource> listed = world.listed();
            Set<ResourceId> groups = new HashSet<>();
            listed.stream()
                .filter(resource -> resource.id().isGroup())
                .filter(resource -> OwnerTags.carry(resource.tags(), installation, run))
                .forEach(resource -> groups.add(resource.id()));
            return Listing.complete(
                listed.stream()
                    .filter(
                        resource ->
                            OwnerTags.carry(resource.tags(), installation, run)
                                || groups.stream().anyMatch(resource.id()::isBelow))
                    .toList());
          });
    }
  }

  @Override
  public Listing<Resource> managed() {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.QUERY_INVENTORY,
          "managed",
          () ->
              Listing.complete(
                  world.listed().stream()
                      .filter(
                          resource ->
                              OwnerTags.value(resource.tags(), OwnerTags.INSTALLATION).isPresent()
                                  || OwnerTags.value(resource.tags(), OwnerTags.MANAGED)
                                      .isPresent())
                      .toList()));
    }
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor) {
    synchronized (world) {
      return world.faults.effect(CloudOperation.DELETE_RESOURCE, id.value(), () -> delete(id));
    }
  }

  @Override
  public Outcome<Removal> delete(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    Outcome<Removal> outcome = delete(id, followFor);
    switch (outcome) {
      case Outcome.Done<Removal> _ -> evidence.accept(new Answer(200, "request-of-" + id.name()));
      case Outcome.Busy<Removal> _, Outcome.Refused<Removal> _ ->
          evidence.accept(new Answer(409, "request-of-" + id.name()));
      case Outcome.Unknown<Removal> _ -> {}
    }
    return outcome;
  }

  @Override
  public Listing<SoftDeleted> softDeleted() {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_SOFT_DELETED, "", () -> Listing.complete(world.kept()));
    }
  }

  @Override
  public Outcome<Removal> erase(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    Outcome<Removal> deleted = delete(id, followFor, evidence);
    return deleted.then(removal -> purge(id, removal));
  }

  private Outcome<Removal> purge(ResourceId id, Removal removal) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.PURGE_RESOURCE,
          id.value(),
          () -> {
            Optional<SoftDeleted> copy = world.kept(id);
            if (copy.isEmpty()) {
              return Outcome.done(removal);
            }
            if (copy.get().protectedUntil().isPresent()) {
              return Outcome.refused("MethodNotAllowed", "'%s' is protected".formatted(id));
            }
            world.purge(id);
            world.note(CloudOperation.PURGE_RESOURCE, id.value());
            return Outcome.done(Removal.REMOVED);
          });
    }
  }

  private Outcome<Removal> delete(ResourceId id) {
    Optional<Resource> there = world.resource(id);
    if (there.isEmpty()) {
      return Outcome.done(Removal.ALREADY_ABSENT);
    }
    if (!World.isLock(there.get()) && isLocked(id)) {
      return Outcome.refused("ScopeLocked", "'%s' is locked".formatted(id));
    }
    List<Resource> inside = inside(id);
    if (!id.isGroup() && !inside.isEmpty()) {
      return Outcome.busy(
          "CannotDeleteResource", "'%s' has nested resources: delete them first".formatted(id));
    }
    Optional<Resource> user = userOutside(id);
    if (user.isPresent()) {
      return Outcome.busy(
          id.isGroup() ? "ResourceGroupDeletionBlocked" : "Conflict",
          "'%s' is in use by '%s'".formatted(id, user.get().id()));
    }
    inside.forEach(resource -> take(resource.id()));
    take(id);
    return Outcome.done(Removal.REMOVED);
  }

  private void take(ResourceId id) {
    world.delete(id);
    allLocks().stream()
        .map(Resource::id)
        .filter(lock -> World.scopeOf(lock).equals(id))
        .forEach(world::remove);
    world.note(CloudOperation.DELETE_RESOURCE, id.value());
  }

  private boolean isLocked(ResourceId id) {
    return allLocks().stream().anyMatch(lock -> touches(World.scopeOf(lock.id()), id));
  }

  /** A lock holds on its scope and below, and keeps what is above it from being deleted. */
  private static boolean touches(ResourceId lockScope, ResourceId id) {
    return lockScope.equals(id) || id.isBelow(lockScope) || lockScope.isBelow(id);
  }

  private List<Resource> allLocks() {
    return world.resources().stream().filter(World::isLock).toList();
  }

  private List<Resource> inside(ResourceId id) {
    return world.resources().stream()
        .filter(resource -> !World.isLock(resource) && resource.id().isBelow(id))
        .toList();
  }

  private Optional<Resource> userOutside(ResourceId id) {
    return world.resources().stream()
        .filter(other -> !other.id().equals(id) && !other.id().isBelow(id))
        .filter(other -> !id.isBelow(other.id()))
        .filter(
            other ->
                other.references().stream()
                    .anyMatch(needed -> needed.equals(id) || needed.isBelow(id)))
        .findFirst();
  }
}
