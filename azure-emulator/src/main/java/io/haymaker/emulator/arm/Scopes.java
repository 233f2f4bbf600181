package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;

/** Whether a scope is there. */
@FunctionalInterface
public interface Scopes {
  /**
   * Looks for a subscription, group or resource.
   *
   * @throws Refused (404) if there is none with this id
   */
  void requirePresent(String scope);
}
