package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * All resources but groups. What is here has been written through Resource Manager; a deleted
 * resource stays as a tombstone for {@link #inventory}, and is not shown by anything else.
 */
public final class ResourceBook {
  private static final String KIND = "resource";
  private static final String TYPE = "resource-type";
  private static final Duration TOMBSTONE_LIFE = Duration.ofDays(1);

  private final DocumentStore store;
  private final Clock clock;

  /** The resources of a store. */
  public ResourceBook(DocumentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A resource that is there now (also while it is being made or deleted). */
  public Optional<ArmResource> find(ResourceId id) {
    return store
        .get(KIND, id.key())
        .map(ArmResource::parse)
        .filter(r -> r.existsAt(clock.instant()));
  }

  /** All that are there now, ordered by id. */
  public List<ArmResource> all() {
    return list("", key -> true);
  }

  /** Those of a full type such as {@code Microsoft.App/jobs}, compared without case. */
  public List<ArmResource> ofType(String fullType) {
    return list("", ofTypeKey(fullType));
  }

  /**
   * Those below a scope: in a subscription or group, nested in a resource, or extensions of it; not
   * the scope itself.
   */
  public List<ArmResource> below(String scope) {
    return list(scope.toLowerCase(Locale.ROOT) + "/", key -> true);
  }

  /** Direct children of one type. */
  public List<ArmResource> children(ResourceId parent, String type) {
    return list(parent.key() + "/", ofTypeKey(parent.type() + "/" + type));
  }

  /**
   * What a lagging inventory lists: resources as far as they were there {@code lag} ago, deleted
   * ones included until their deletion is so old.
   */
  public List<ArmResource> inventory(Duration lag) {
    Instant seen = clock.instant().minus(lag);
    return store.list(KIND).stream()
        .map(entry -> ArmResource.parse(entry.document()))
        .filter(r -> !r.createdAt().isAfter(seen) && r.existsAt(seen))
        .toList();
  }

  /**
   * Those of a full type whose deletion is done, ordered by id: for a day at least, and for as long
   * as the provider remembers them.
   */
  public List<ArmResource> deleted(String fullType) {
    Instant now = clock.instant();
    return store.list(KIND, "", ofTypeKey(fullType)).stream()
        .map(entry -> ArmResource.parse(entry.document()))
        .filter(r -> !r.existsAt(now))
        .toList();
  }

  /** Looks at keys only: most documents are of another type and need not be parsed. */
  private static Predicate<String> ofTypeKey(String fullType) {
    return key -> ResourceId.parse(key).filter(id -> id.isA(fullType)).isPresent();
  }

  private List<ArmResource> list(String prefix, Predicate<String> keys) {
    Instant now = clock.instant();
    return store.list(KIND, prefix, keys).stream()
        .map(entry -> ArmResource.parse(entry.document()))
        .filter(r -> r.existsAt(now))
        .toList();
  }

  /**
   * Replaces the document of a resource that is there, e.g. to note a state that changes without a
   * write by a client; false if it is not there.
   */
  public boolean replace(ResourceId id, ObjectNode document) {
    return store.atomically(
        () -> {
          Optional<ArmResource> present = find(id);
          present.ifPresent(r -> put(r.withDocument(document)));
          return present.isPresent();
        });
  }

  /** Makes a resource that comes with another, such as a default; nothing if it is there. */
  public void provide(ResourceId id, ObjectNode document) {
    store.atomically(
        () -> {
          if (find(id).isEmpty()) {
            Instant now = clock.instant();
            put(new ArmResource(id, document, now, now, now, Optional.empty()));
          }
          return true;
        });
  }

  void put(ArmResource resource) {
    ResourceId id = resource.id();
    store.atomically(
        () -> {
          store.put(KIND, id.key(), resource.toJson());
          if (store.get(TYPE, id.type().toLowerCase(Locale.ROOT)).isEmpty()) {
            store.put(
                TYPE, id.type().toLowerCase(Locale.ROOT), Json.object().put("type", id.type()));
          }
          return true;
        });
  }

  /**
   * Every full type that a resource has or had. A type does not go away with its last resource:
   * whoever wants to read a deleted one still has to find an api-version for it.
   */
  List<String> typesEverUsed() {
    return store.list(TYPE).stream()
        .map(entry -> Json.string(entry.document(), "type").orElse(entry.key()))
        .toList();
  }

  /**
   * Forgets tombstones that no inventory will ask for.
   *
   * @param remembered those that somebody else still asks for
   */
  void bury(Predicate<ArmResource> remembered) {
    Instant old = clock.instant().minus(TOMBSTONE_LIFE);
    store.atomically(
        () -> {
          store.list(KIND).stream()
              .map(entry -> ArmResource.parse(entry.document()))
              .filter(resource -> !resource.existsAt(old) && !remembered.test(resource))
              .forEach(resource -> store.delete(KIND, resource.id().key()));
          return true;
        });
  }
}
