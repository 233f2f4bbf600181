package io.haymaker.core.identity;

import io.haymaker.core.ownership.Owner;
import java.util.List;

/**
 * The identity that a scenario is to have. In the database before any part of it is made, so that
 * every part can be found again by it.
 *
 * @param displayName at most 64 characters
 * @param uniqueName what the directory finds the application by; unique for ever
 * @param secretName its secret's name in the vault
 * @param grants the roles it is to have
 */
public record IdentityPlan(
    Owner owner, String displayName, String uniqueName, String secretName, List<RoleGrant> grants) {

  public IdentityPlan {
    if (displayName.length() > 64) {
      throw new IllegalArgumentException("display name is longer than 64: " + displayName);
    }
    grants = List.copyOf(grants);
  }
}
