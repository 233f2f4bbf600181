package io.haymaker.testkit.cloud;

import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Role assignments of the world. They outlive their principal and their scope, as in Azure. */
final class FakeRoles implements RoleAssignments {

  private final World world;
  private final Map<String, RoleAssignment> assignments = new TreeMap<>();

  FakeRoles(World world) {
    this.world = world;
  }

  List<RoleAssignment> all() {
    synchronized (world) {
      return List.copyOf(assignments.values());
    }
  }

  RoleAssignment plant(String principalId, RoleGrant grant, String description) {
    synchronized (world) {
      String name =
          UUID.nameUUIDFromBytes(
                  "%s|%s|%s"
                      .formatted(grant.scope(), principalId, grant.role())
                      .toLowerCase(Locale.ROOT)
                      .getBytes(StandardCharsets.UTF_8))
              .toString();
      String id = grant.scope() + "/providers/Microsoft.Authorization/roleAssignments/" + name;
      return assignments.computeIfAbsent(
          id.toLowerCase(Locale.ROOT),
          _ -> {
            world.note(CloudOperation.ASSIGN_ROLE, grant.role() + " " + grant.scope());
            return new RoleAssignment(id, principalId, grant.scope(), grant.role(), description);
          });
    }
  }

  boolean reaches(String principalId, String scope) {
    String wanted = scope.toLowerCase(Locale.ROOT) + "/";
    return assignments.values().stream()
        .filter(a -> a.principalId().equals(principalId))
        .anyMatch(a -> wanted.startsWith(a.scope().toLowerCase(Locale.ROOT) + "/"));
  }

  @Override
  public Outcome<RoleAssignment> ensure(String principalId, RoleGrant grant, Owner owner) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.ASSIGN_ROLE,
          grant.role() + " " + grant.scope(),
          () -> Outcome.done(plant(principalId, grant, OwnerMark.of(owner))));
    }
  }

  @Override
  public Outcome<Removal> remove(String assignmentId) {
    synchronized (world) {
      return world.faults.effect(
          CloudOperation.REMOVE_ROLE,
          assignmentId,
          () -> {
            if (assignments.remove(assignmentId.toLowerCase(Locale.ROOT)) == null) {
              return Outcome.done(Removal.ALREADY_ABSENT);
            }
            world.note(CloudOperation.REMOVE_ROLE, assignmentId);
            return Outcome.done(Removal.REMOVED);
          });
    }
  }

  @Override
  public Listing<RoleAssignment> ofRun(InstallationId installation, RunId run) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_ROLES,
          run.toString(),
          () ->
              Listing.complete(
                  assignments.values().stream()
                      .filter(a -> OwnerMark.carries(a.description(), installation, run))
                      .toList()));
    }
  }

  @Override
  public Listing<RoleAssignment> ofInstallation(InstallationId installation) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_ROLES,
          installation.value(),
          () ->
              Listing.complete(
                  assignments.values().stream()
                      .filter(a -> OwnerTags.carry(OwnerMark.read(a.description()), installation))
                      .toList()));
    }
  }

  @Override
  public Listing<RoleAssignment> ofPrincipal(String principalId) {
    synchronized (world) {
      return world.faults.listing(
          CloudOperation.LIST_ROLES,
          principalId,
          () ->
              Listing.complete(
                  assignments.values().stream()
                      .filter(a -> a.principalId().equals(principalId))
                      .toList()));
    }
  }
}
