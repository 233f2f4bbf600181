package io.haymaker.emulator.role;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Membership;
import io.haymaker.emulator.rbac.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Decides by the role assignments that have propagated. */
public final class RoleAuthorizer implements Authorizer, Membership {
  private final Cloud cloud;
  private final RoleBook book;

  /** An authorizer over these roles. */
  public RoleAuthorizer(Cloud cloud, RoleBook book) {
    this.cloud = cloud;
    this.book = book;
  }

  @Override
  public boolean allows(Caller caller, Permission permission, String scope) {
    return acting(caller)
        .filter(assignment -> assignment.covers(scope))
        .anyMatch(
            assignment ->
                book.definition(assignment.roleId())
                    .filter(role -> role.allows(permission))
                    .isPresent());
  }

  @Override
  public boolean hasAnyRole(Caller caller) {
    return acting(caller).findAny().isPresent();
  }

  private Stream<RoleAssignment> acting(Caller caller) {
    Instant now = cloud.clock().instant();
    Duration propagation = cloud.settings().now().rolePropagation();
    return book.everything().stream()
        .filter(assignment -> assignment.principalId().equalsIgnoreCase(caller.objectId()))
        .filter(assignment -> assignment.actsAt(now, propagation));
  }
}
