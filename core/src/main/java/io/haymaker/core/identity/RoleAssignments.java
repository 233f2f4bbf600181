package io.haymaker.core.identity;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;

/** Who may do what where (Azure RBAC). */
public interface RoleAssignments {

  /**
   * A role that a principal holds.
   *
   * @param description what it says of itself; of ours, the {@link
   *     io.haymaker.core.ownership.OwnerMark}
   */
  record RoleAssignment(
      String id, String principalId, String scope, String roleDefinitionId, String description) {}

  /**
   * Gives the role and marks it with its owner, so that it is found even when nobody knows its
   * principal any more; the assignment's id is derived from scope, principal and role, so it is
   * safe to repeat. It is <em>not</em> effective on return: that takes seconds to minutes.
   */
  Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant, Owner owner);

  Outcome<Removal> remove(String assignmentId);

  /** Every assignment of the principal in the subscription, at any scope, whoever made it. */
  Listing<RoleAssignment> ofPrincipal(String principalId);

  /** Every assignment that carries the run's mark, whether its principal is still there or not. */
  Listing<RoleAssignment> ofRun(InstallationId installation, RunId run);

  /** Every assignment that carries the installation's mark, of whatever run. */
  Listing<RoleAssignment> ofInstallation(InstallationId installation);
}
