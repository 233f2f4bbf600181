package io.haymaker.emulator.servicebus.access;

import java.util.Optional;

/** Which namespaces there are. */
public interface NamespaceDirectory {
  /**
   * The namespace that a client means by a host name: {@code name.servicebus.windows.net}, or the
   * name of this machine for the namespace that the emulator starts with. A port is ignored.
   */
  Optional<String> byHost(String host);
}
