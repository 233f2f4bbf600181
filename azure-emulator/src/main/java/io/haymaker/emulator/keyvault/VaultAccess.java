package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.rbac.Authorizer;

/** Who may do what with which secret: roles count at the secret, at the vault and above it. */
final class VaultAccess {

  private final Authorizer authorizer;
  private final String vaultId;

  VaultAccess(Authorizer authorizer, String vaultId) {
    this.authorizer = authorizer;
    this.vaultId = vaultId;
  }

  boolean allows(Caller caller, SecretAction action, String name) {
    return authorizer.allows(caller, action.permission(), secretId(name));
  }

  void require(Caller caller, SecretAction action, String name) {
    if (!allows(caller, action, name)) {
      throw VaultErrors.forbidden(caller.appId(), action.permission().name(), secretId(name));
    }
  }

  /** For calls that are about all secrets. */
  void requireAny(Caller caller, SecretAction action) {
    if (!authorizer.allows(caller, action.permission(), vaultId)) {
      throw VaultErrors.forbidden(caller.appId(), action.permission().name(), vaultId);
    }
  }

  private String secretId(String name) {
    return vaultId + "/secrets/" + name;
  }
}
