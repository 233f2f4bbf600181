package io.haymaker.core.identity;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;

/** Who may do what where (Azure RBAC). */
public interface RoleAssignments {

  /** A role that a principal holds. */
  record RoleAssignment(String id, String principalId, String scope, String roleDefinitionId) {}

  /**
   * Gives the role; the assignment's id is derived from scope, principal and role, so it is safe to
   * repeat. It is <em>not</em> effective on return: that takes seconds to minutes.
   */
  Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant);

  Outcome<Removal> remove(String assignmentId);

  /** Every assignment of the principal in the subscription, at any scope, whoever made it. */
  Listing<RoleAssignment> ofPrincipal(String principalId);
}
