package io.haymaker.emulator.servicebus.access;

import java.util.List;
import java.util.Set;

/**
 * An authorization rule of a namespace.
 *
 * @param rights what its keys allow
 * @param keys primary and secondary key; never logged
 */
public record AccessRule(Set<BusRight> rights, List<String> keys) {
  /** Copies both. */
  public AccessRule {
    rights = Set.copyOf(rights);
    keys = List.copyOf(keys);
  }

  /** Hides the keys. */
  @Override
  public String toString() {
    return "AccessRule[rights=" + rights + ", keys=hidden]";
  }
}
