package io.haymaker.main.config;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;

/** Reads secrets from the Key Vault, with a real call each. */
@FunctionalInterface
interface SecretLookup {

  /**
   * @param name as the vault knows it
   */
  Look<SecretValue> find(String name);
}
