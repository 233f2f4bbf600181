package io.haymaker.core.identity;

import io.haymaker.core.outcome.Look;

/** Reads a vault's secret for a runtime that cannot fetch it itself. */
public interface SecretReader {

  /**
   * @param url the vault's URL of the secret, with or without its version
   */
  Look<SecretValue> read(String url);
}
