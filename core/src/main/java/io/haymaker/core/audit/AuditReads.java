package io.haymaker.core.audit;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;

/**
 * The auditor's own eyes. No query here is shared with the cleanup: resources are listed by tag
 * through Resource Manager, not through the inventory; principals by name prefix and tag; role
 * assignments over the whole subscription.
 */
public interface AuditReads {

  /** Resources and groups that carry the run's tag. */
  Listing<ResourceId> tagged(InstallationId installation, RunId run);

  /** Whether one id that the ledger knows is still there. */
  Look<ResourceId> read(ResourceId id);

  /** Containers of the run, ended ones included; each in words that name it. */
  Listing<String> containers(InstallationId installation, RunId run);

  /** Applications and service principals of the run, soft-deleted ones included. */
  Listing<Principal> principals(InstallationId installation, RunId run);

  /** All role assignments of the subscription at whatever scope. */
  Listing<Assignment> roleAssignments();

  /** Secrets of the run, soft-deleted ones included; each in words that name it. */
  Listing<String> secrets(InstallationId installation, RunId run);

  /** Something in the directory. */
  record Principal(String objectId, String description) {}

  /**
   * A role that a principal holds.
   *
   * @param description what it says of itself, such as whose it is
   */
  record Assignment(String id, String principalId, String description) {}
}
