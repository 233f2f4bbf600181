package io.haymaker.testkit.cloud;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerView;
import java.util.List;
import java.util.function.Supplier;

/** The auditor's eyes on the world. They see it as it is, without the inventory's lag. */
final class FakeAuditReads implements AuditReads {

  private final World world;
  private final FakeDirectory directory;
  private final FakeRoles roles;
  private final FakeSecrets secrets;
  private Supplier<List<ContainerView>> containers = List::of;

  FakeAuditReads(World world, FakeDirectory directory, FakeRoles roles, FakeSecrets secrets) {
    this.world = world;
    this.directory = directory;
    this.roles = roles;
    this.secrets = secrets;
  }

  void containersFrom(Supplier<List<ContainerView>> source) {
    synchronized (world) {
      containers = source;
    }
  }

  private static String target(Scope scope) {
    return scope.run().map(Object::toString).orElse("");
  }

  @Override
  public Listing<ResourceId> tagged(Scope scope) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_TAGGED,
          target(scope),
          () ->
              Listing.complete(
                  world.resources().stream()
                      .filter(resource -> scope.covers(resource.tags()))
                      .filter(resource -> !World.isLock(resource))
                      .map(resource -> resource.id())
                      .toList()));
    }
  }

  @Override
  public Listing<Kept> softDeleted() {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_SOFT_DELETED,
          "",
          () ->
              Listing.complete(
                  world.kept().stream().map(copy -> new Kept(copy.id(), copy.tags())).toList()));
    }
  }

  @Override
  public Look<ResourceId> read(ResourceId id) {
    synchronized (world) {
      return world.faults.look(
          CloudOperation.AUDIT_READ,
          id.value(),
          () -> world.resource(id).isPresent() ? Look.found(id) : Look.absent());
    }
  }

  @Override
  public Listing<String> containers(Scope scope) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_CONTAINERS,
          target(scope),
          () ->
              Listing.complete(
                  containers.get().stream()
                      .filter(view -> scope.covers(view.labels()))
                      .map(view -> view.handle().name().value())
                      .toList()));
    }
  }

  @Override
  public Listing<Principal> principals(Scope scope) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_PRINCIPALS,
          target(scope),
          () ->
              Listing.complete(
                  directory.entries().stream()
                      .filter(e -> scope.covers(e.tags()))
                      .map(
                          e ->
                              new Principal(
                                  e.object().objectId(),
                                  "%s %s%s"
                                      .formatted(
                                          e.object().kind(),
                                          e.object().displayName(),
                                          e.object().deleted() ? " (soft-deleted)" : "")))
                      .toList()));
    }
  }

  @Override
  public Listing<Assignment> roleAssignments() {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_ROLES,
          "",
          () ->
              Listing.complete(
                  roles.all().stream()
                      .map(a -> new Assignment(a.id(), a.principalId(), a.description()))
                      .toList()));
    }
  }

  @Override
  public Listing<String> secrets(Scope scope) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.AUDIT_SECRETS,
          target(scope),
          () ->
              Listing.complete(
                  secrets.entries().stream()
                      .filter(e -> scope.covers(e.tags()))
                      .map(e -> e.secret().name() + (e.secret().deleted() ? " (soft-deleted)" : ""))
                      .toList()));
    }
  }
}
