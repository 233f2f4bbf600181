package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets in the vault file: one document a name, with all its versions, oldest first. A
 * deleted secret stays until it is purged or its retention has passed; for a moment after the
 * deletion (the setting operationTime) it is neither here nor there, as in the real service.
 */
final class SecretShelf {

  static final Duration RETENTION = Duration.ofDays(90);

  private static final String KIND = "keyvault.secret";
  private static final String DELETED_AT = "deletedAt";
  private static final String DELETED_UNTIL = "deletionDoneAt";

  /** Where a name stands. */
  enum State {
    LIVING,
    BEING_DELETED,
    DELETED
  }

  /** A secret's document; {@code versions} is never empty. */
  record Secret(ObjectNode document, State state) {
    String name() {
      return document.path("name").asString();
    }

    ArrayNode versions() {
      return document.withArray("versions");
    }

    ObjectNode latest() {
      return (ObjectNode) versions().get(versions().size() - 1);
    }

    Optional<ObjectNode> version(String id) {
      return versions()
          .valueStream()
          .filter(version -> version.path("version").asString().equals(id))
          .map(ObjectNode.class::cast)
          .findFirst();
    }

    Instant deletedAt() {
      return Instant.parse(document.path(DELETED_AT).asString());
    }
  }

  private final Cloud cloud;
  private final DocumentStore store;

  SecretShelf(Cloud cloud) {
    this.cloud = cloud;
    this.store = cloud.vault();
  }

  <T> T atomically(Supplier<T> work) {
    return store.atomically(work);
  }

  Optional<Secret> find(String name) {
    return store.get(KIND, key(name)).flatMap(this::present);
  }

  /** All secrets in a state, ordered by name. */
  List<Secret> list(State state) {
    return store.list(KIND).stream()
        .flatMap(entry -> present(entry.document()).stream())
        .filter(secret -> secret.state() == state)
        .toList();
  }

  /** Adds a version, the first one too. The name must not be that of a deleted secret. */
  ObjectNode addVersion(String name, ObjectNode body) {
    ObjectNode document =
        find(name).map(Secret::document).orElseGet(() -> Json.object().put("name", name));
    long now = cloud.clock().instant().getEpochSecond();
    ObjectNode version = Json.object();
    version.put("version", UUID.randomUUID().toString().replace("-", ""));
    version.put("value", SecretRules.value(body));
    version.put("enabled", true);
    version.put("created", now);
    version.put("updated", now);
    SecretRules.apply(version, body);
    document.withArray("versions").add(version);
    store.put(KIND, key(name), document);
    return version;
  }

  void update(Secret secret, ObjectNode version, JsonNode body) {
    SecretRules.apply(version, (ObjectNode) body);
    version.put("updated", cloud.clock().instant().getEpochSecond());
    store.put(KIND, key(secret.name()), secret.document());
  }

  /** Moves the secret to the deleted ones. */
  Secret delete(Secret secret) {
    Instant now = cloud.clock().instant();
    ObjectNode document = secret.document();
    document.put(DELETED_AT, now.toString());
    document.put(DELETED_UNTIL, now.plus(cloud.settings().now().operationTime()).toString());
    store.put(KIND, key(secret.name()), document);
    return new Secret(document, State.BEING_DELETED);
  }

  Secret recover(Secret secret) {
    ObjectNode document = secret.document();
    document.remove(List.of(DELETED_AT, DELETED_UNTIL));
    store.put(KIND, key(secret.name()), document);
    return new Secret(document, State.LIVING);
  }

  void purge(Secret secret) {
    store.delete(KIND, key(secret.name()));
  }

  /** What is left of a document at this time: nothing once the retention has passed. */
  private Optional<Secret> present(ObjectNode document) {
    if (!document.has(DELETED_AT)) {
      return Optional.of(new Secret(document, State.LIVING));
    }
    Instant now = cloud.clock().instant();
    Secret deleted = new Secret(document, State.DELETED);
    if (!now.isBefore(deleted.deletedAt().plus(RETENTION))) {
      purge(deleted);
      return Optional.empty();
    }
    boolean done = !now.isBefore(Instant.parse(document.path(DELETED_UNTIL).asString()));
    return Optional.of(done ? deleted : new Secret(document, State.BEING_DELETED));
  }

  /** Names are compared without case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
