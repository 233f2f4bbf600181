package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.rbac.Permission;

/** The data actions of secrets. */
enum SecretAction {
  GET("getSecret"),
  SET("setSecret"),
  UPDATE("update"),
  DELETE("delete"),
  READ_METADATA("readMetadata"),
  RECOVER("recover"),
  PURGE("purge");

  private final String word;

  SecretAction(String word) {
    this.word = word;
  }

  Permission permission() {
    return new Permission.Data("Microsoft.KeyVault/vaults/secrets/" + word + "/action");
  }
}
