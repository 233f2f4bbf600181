package io.haymaker.core.identity;

import io.haymaker.core.outcome.Look;

/** Tells whether a new identity works yet. */
public interface PropagationProbe {

  /**
   * Logs in with a fresh token as the identity and reads the scope. {@code Found} when that works,
   * {@code Absent} when it is refused for now, {@code CouldNotLook} when something else failed.
   */
  Look<Boolean> tryOut(String clientId, SecretValue secret, String scope);
}
