package io.haymaker.benchmarks.cloud;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.List;

/** The auditor's eyes on this cloud. */
record QuickAudit(
    QuickResources resources,
    QuickContainers containers,
    QuickDirectory directory,
    QuickRoles roles,
    QuickSecrets secrets)
    implements AuditReads {

  @Override
  public Listing<ResourceId> tagged(Scope scope) {
    return resources.ofRun(scope.installation(), run(scope)).map(Resource::id);
  }

  /** Nothing is kept in this cloud. */
  @Override
  public Listing<Kept> softDeleted() {
    return Listing.complete(List.of());
  }

  @Override
  public Look<ResourceId> read(ResourceId id) {
    return resources.read(id) instanceof Look.Found ? Look.found(id) : Look.absent();
  }

  @Override
  public Listing<String> containers(Scope scope) {
    return Listing.complete(
        containers.shelf.ofRun(run(scope).toString()).stream()
            .map(view -> view.handle().name().value())
            .toList());
  }

  @Override
  public Listing<Principal> principals(Scope scope) {
    return Listing.complete(
        directory.shelf.ofRun(run(scope).toString()).stream()
            .map(object -> new Principal(object.objectId(), object.displayName()))
            .toList());
  }

  @Override
  public Listing<Assignment> roleAssignments() {
    return Listing.complete(
        roles.shelf.all().stream()
            .map(role -> new Assignment(role.id(), role.principalId(), role.description()))
            .toList());
  }

  @Override
  public Listing<String> secrets(Scope scope) {
    return Listing.complete(
        secrets.shelf.ofRun(run(scope).toString()).stream().map(secret -> secret.name()).toList());
  }

  /** Runs are audited one by one here. */
  private static RunId run(Scope scope) {
    return scope
        .run()
        .orElseThrow(
            () -> new IllegalArgumentException("the benchmark's cloud is audited run by run"));
  }
}
