package io.haymaker.emulator.graph;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.cloud.SettingsBook;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directory's objects in the store, living and deleted. A document is the object as Graph shows
 * it, plus members that start with an underscore and never leave: {@code _visibleAt} and the hashes
 * of passwords.
 */
final class DirectoryObjects {

  private static final String VISIBLE_AT = "_visibleAt";
  private static final String DELETED_AT = "deletedDateTime";

  /**
   * The quota's name in the settings; Azure's standard for a tenant without a domain of its own.
   */
  static final String QUOTA = "Microsoft.Graph/directoryObjects";

  private static final long STANDARD_QUOTA = 50_000;

  private final DocumentStore store;
  private final Clock clock;
  private final SettingsBook settings;

  DirectoryObjects(Cloud cloud) {
    this.store = cloud.store();
    this.clock = cloud.clock();
    this.settings = cloud.settings();
  }

  DocumentStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /** When something that is written now is known everywhere. */
  Instant visibleFromNow() {
    return now().plus(settings.now().directoryPropagation());
  }

  Optional<ObjectNode> living(ObjectKind kind, String id) {
    return store.get(kind.storeKind(), id).filter(object -> !isDeleted(object));
  }

  Optional<ObjectNode> living(ObjectKind kind, Predicate<ObjectNode> test) {
    return living(kind).filter(test).findFirst();
  }

  Stream<ObjectNode> living(ObjectKind kind) {
    return all(kind).filter(object -> !isDeleted(object));
  }

  /** What a list shows: objects become visible only after the propagation lag. */
  List<ObjectNode> listed(ObjectKind kind) {
    return living(kind).filter(this::isVisible).toList();
  }

  List<ObjectNode> deleted(ObjectKind kind) {
    return all(kind).filter(DirectoryObjects::isDeleted).toList();
  }

  Optional<ObjectNode> deleted(ObjectKind kind, String id) {
    return store.get(kind.storeKind(), id).filter(DirectoryObjects::isDeleted);
  }

  boolean isVisible(ObjectNode object) {
    return isPast(object, VISIBLE_AT);
  }

  /** Whether the instant in a member of the object has come; a member that is absent has. */
  boolean isPast(ObjectNode object, String member) {
    return Json.string(object, member).map(Instant::parse).filter(now()::isBefore).isEmpty();
  }

  /**
   * Adds a new object, unless the quota is used up: deleted objects count until they are purged.
   *
   * @throws io.haymaker.emulator.http.Refused Directory_QuotaExceeded
   */
  void add(ObjectKind kind, ObjectNode object) {
    long used = Stream.of(ObjectKind.values()).flatMap(this::all).count();
    long quota = settings.now().quota(QUOTA, STANDARD_QUOTA);
    if (used >= quota) {
      throw GraphErrors.quota(quota);
    }
    object.put(VISIBLE_AT, visibleFromNow().toString());
    put(kind, object);
  }

  void put(ObjectKind kind, ObjectNode object) {
    store.put(kind.storeKind(), object.path("id").asString(), object);
  }

  void markDeleted(ObjectKind kind, ObjectNode object) {
    put(kind, object.put(DELETED_AT, now().toString()));
  }

  void markRestored(ObjectKind kind, ObjectNode object) {
    object.putNull(DELETED_AT);
    put(kind, object.put(VISIBLE_AT, visibleFromNow().toString()));
  }

  void purge(ObjectKind kind, String id) {
    store.delete(kind.storeKind(), id);
  }

  private Stream<ObjectNode> all(ObjectKind kind) {
    return store.list(kind.storeKind()).stream().map(DocumentStore.Entry::document);
  }

  private static boolean isDeleted(ObjectNode object) {
    return object.path(DELETED_AT).isString();
  }
}
