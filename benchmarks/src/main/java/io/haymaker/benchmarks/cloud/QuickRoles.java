package io.haymaker.benchmarks.cloud;

import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.RunId;

/** Role assignments, by run and by principal. */
final class QuickRoles implements RoleAssignments {
  final Shelf<RoleAssignment> shelf = new Shelf<>();
  private final Shelf<RoleAssignment> byPrincipal = new Shelf<>();

  @Override
  public Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant, Owner owner) {
    var made =
        new RoleAssignment(
            "%s/providers/Microsoft.Authorization/roleAssignments/%s-%s"
                .formatted(grant.scope(), principalId, grant.role().replace(' ', '-')),
            principalId,
            grant.scope(),
            grant.role(),
            OwnerMark.of(owner));
    shelf.put(made.id(), owner.run().toString(), made);
    byPrincipal.put(made.id(), principalId, made);
    return Outcome.done(made);
  }

  @Override
  public Outcome<Removal> remove(String assignmentId) {
    byPrincipal.remove(assignmentId);
    return Outcome.done(shelf.remove(assignmentId) ? Removal.REMOVED : Removal.ALREADY_ABSENT);
  }

  @Override
  public Listing<RoleAssignment> ofPrincipal(String principalId) {
    return Listing.complete(byPrincipal.ofRun(principalId));
  }

  @Override
  public Listing<RoleAssignment> ofRun(InstallationId installation, RunId run) {
    return Listing.complete(shelf.ofRun(run.toString()));
  }

  @Override
  public Listing<RoleAssignment> ofInstallation(InstallationId installation) {
    return Listing.complete(shelf.all());
  }
}
