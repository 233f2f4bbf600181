package io.haymaker.emulator.rbac;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Refused;

/** Decides whether a caller may do something at a scope. */
@FunctionalInterface
public interface Authorizer {
  /**
   * Whether the roles that have propagated by now allow it.
   *
   * @param scope an ARM id, e.g. {@code /subscriptions/s/resourceGroups/g}; assignments at it and
   *     above it count
   */
  boolean allows(Caller caller, Permission permission, String scope);

  /**
   * Refuses unless {@link #allows}.
   *
   * @throws Refused (403 AuthorizationFailed) naming the client, the action and the scope
   */
  default void require(Caller caller, Permission permission, String scope) {
    if (!allows(caller, permission, scope)) {
      throw new Refused(
          403,
          "AuthorizationFailed",
          "The client '"
              + caller.appId()
              + "' with object id '"
              + caller.objectId()
              + "' does not have authorization to perform action '"
              + permission.name()
              + "' over scope '"
              + scope
              + "' or the scope is invalid. If access was recently granted, please refresh your"
              + " credentials.");
    }
  }
}
