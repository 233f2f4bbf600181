package io.haymaker.main.wiring;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.docker.audit.EngineEyes;

/** Reads the cloud, and containers on the engine as well: the cloud's may be of an earlier time. */
record EngineAuditReads(AuditReads cloud, EngineEyes engine) implements AuditReads {

  @Override
  public Listing<ResourceId> tagged(Scope scope) {
    return cloud.tagged(scope);
  }

  @Override
  public Look<ResourceId> read(ResourceId id) {
    return cloud.read(id);
  }

  @Override
  public Listing<String> containers(Scope scope) {
    return engine.containers(scope).and(cloud.containers(scope));
  }

  @Override
  public Listing<Principal> principals(Scope scope) {
    return cloud.principals(scope);
  }

  @Override
  public Listing<Assignment> roleAssignments() {
    return cloud.roleAssignments();
  }

  @Override
  public Listing<String> secrets(Scope scope) {
    return cloud.secrets(scope);
  }

  @Override
  public Listing<Kept> softDeleted() {
    return cloud.softDeleted();
  }
}
