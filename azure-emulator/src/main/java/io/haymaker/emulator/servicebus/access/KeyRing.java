package io.haymaker.emulator.servicebus.access;

import java.util.Optional;

/** The rules of the namespaces. */
public interface KeyRing {
  /** The rule of that name (compared without case), if the namespace has it. */
  Optional<AccessRule> rule(String namespace, String name);
}
