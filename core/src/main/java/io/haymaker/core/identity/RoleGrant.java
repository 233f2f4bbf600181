package io.haymaker.core.identity;

/**
 * A right to be given.
 *
 * @param role a built-in role's name, or the GUID or full id of a role definition
 * @param scope the resource id below which it holds
 */
public record RoleGrant(String role, String scope) {
  public RoleGrant {
    if (role.isBlank() || scope.isBlank()) {
      throw new IllegalArgumentException("role and scope must not be empty");
    }
  }
}
