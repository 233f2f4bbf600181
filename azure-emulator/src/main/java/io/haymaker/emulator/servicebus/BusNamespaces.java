package io.haymaker.emulator.servicebus;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.servicebus.access.NamespaceDirectory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The namespaces as Resource Manager knows them. Their names are unique in the whole cloud, since
 * they are names of hosts.
 */
final class BusNamespaces implements NamespaceDirectory {
  static final String TYPE = "Microsoft.ServiceBus/namespaces";

  /** The namespace that every emulator starts with; this machine's own names mean it. */
  static final String DEFAULT_NAME = "haymaker-bus";

  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]", "");

  private final ResourceBook book;

  /** Ids by lower-case name: looking through all resources for each message would be slow. */
  private final Map<String, ResourceId> ids = new ConcurrentHashMap<>();

  BusNamespaces(ResourceBook book) {
    this.book = book;
  }

  @Override
  public Optional<String> byHost(String host) {
    String bare = host.toLowerCase(Locale.ROOT);
    int port = bare.lastIndexOf(':');
    if (port > 0 && bare.indexOf(':') == port) {
      bare = bare.substring(0, port);
    }
    String name = THIS_MACHINE.contains(bare) ? DEFAULT_NAME : bare.split("\\.", 2)[0];
    return byName(name).map(namespace -> namespace.id().name());
  }

  /** The namespace of that name, compared without case. */
  Optional<ArmResource> byName(String name) {
    ResourceId id = ids.get(name.toLowerCase(Locale.ROOT));
    return id == null
        ? Optional.empty()
        : book.find(id).filter(namespace -> namespace.goneAt().isEmpty());
  }

  /** Reads the names from the book; afterwards they are kept by {@link #add}. */
  void load() {
    book.ofType(TYPE).forEach(namespace -> add(namespace.id()));
  }

  /** A namespace has been written. A name whose namespace is gone may be taken by another. */
  void add(ResourceId id) {
    ids.put(id.name().toLowerCase(Locale.ROOT), id);
  }

  /** The default namespace's id. */
  static ResourceId defaultId(String subscriptionId, String group) {
    return ResourceId.inGroup(
        subscriptionId, group, "Microsoft.ServiceBus", "namespaces", DEFAULT_NAME);
  }
}
