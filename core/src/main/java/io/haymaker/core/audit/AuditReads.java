package io.haymaker.core.audit;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import java.util.Map;
import java.util.Optional;

/**
 * The auditor's own eyes. No query here is shared with the cleanup: resources are listed by tag
 * through Resource Manager, not through the inventory; principals by name prefix and tag; role
 * assignments over the whole subscription.
 */
public interface AuditReads {

  /**
   * Whose things are looked for.
   *
   * @param run empty for everything of the installation, whatever run it names
   */
  record Scope(InstallationId installation, Optional<RunId> run) {

    /** Everything of one run. */
    public static Scope of(InstallationId installation, RunId run) {
      return new Scope(installation, Optional.of(run));
    }

    /** True when the tags of a thing say that it belongs here. */
    public boolean covers(Map<String, String> tags) {
      return OwnerTags.carry(tags, installation, run);
    }
  }

  /**
   * Resources and groups that carry the tags, and what lies in such groups whatever its own tags
   * say.
   */
  Listing<ResourceId> tagged(Scope scope);

  /**
   * What services keep of deleted resources, in all subscriptions and whoever's. It is in no other
   * listing, and a read of the resource's own id does not find it.
   */
  Listing<Kept> softDeleted();

  /** Whether one id that the ledger knows is still there. */
  Look<ResourceId> read(ResourceId id);

  /** Containers, ended ones included; each in words that name it. */
  Listing<String> containers(Scope scope);

  /** Applications and service principals, soft-deleted ones included. */
  Listing<Principal> principals(Scope scope);

  /** All role assignments of the subscription at whatever scope. */
  Listing<Assignment> roleAssignments();

  /** Secrets, soft-deleted ones included; each in words that name it. */
  Listing<String> secrets(Scope scope);

  /**
   * A soft-deleted resource.
   *
   * @param id the id that it had
   * @param tags empty where the service does not show them
   */
  record Kept(ResourceId id, Map<String, String> tags) {
    public Kept {
      tags = Map.copyOf(tags);
    }
  }

  /** Something in the directory. */
  record Principal(String objectId, String description) {}

  /**
   * A role that a principal holds.
   *
   * @param description what it says of itself, such as whose it is
   */
  record Assignment(String id, String principalId, String description) {}
}
