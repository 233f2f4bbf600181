package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is kept.
 *
 * @param id its id
 * @param document what was written and completed: location, tags, properties and so on, without id,
 *     name, type and provisioning state
 * @param createdAt when it was first written
 * @param changedAt when it was last written
 * @param readyAt when the operation that wrote it is done
 * @param goneAt when the deletion in progress is done; after it, the resource is no longer there
 */
public record ArmResource(
    ResourceId id,
    ObjectNode document,
    Instant createdAt,
    Instant changedAt,
    Instant readyAt,
    Optional<Instant> goneAt) {
  public ArmResource {
    Objects.requireNonNull(id);
    document = document.deepCopy();
    Objects.requireNonNull(goneAt);
  }

  /** Whether it is there at a time. */
  public boolean existsAt(Instant now) {
    return goneAt.filter(gone -> !now.isBefore(gone)).isEmpty();
  }

  /** Its properties; a new empty object if it has none. */
  public ObjectNode properties() {
    return Json.child(document, "properties");
  }

  /** Its region, if it has one. */
  public Optional<String> location() {
    return Json.string(document, "location");
  }

  /** The value of a tag; names are compared without case. */
  public Optional<String> tag(String name) {
    return document.path("tags").properties().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(name) && tag.getValue().isString())
        .map(tag -> tag.getValue().stringValue())
        .findFirst();
  }

  /** The same resource, to be gone at a time. */
  ArmResource goneAt(Instant when) {
    return new ArmResource(id, document, createdAt, changedAt, readyAt, Optional.of(when));
  }

  /** The same resource with another document. */
  ArmResource withDocument(ObjectNode other) {
    return new ArmResource(id, other, createdAt, changedAt, readyAt, goneAt);
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("id", id.text())
            .put("createdAt", createdAt.toString())
            .put("changedAt", changedAt.toString())
            .put("readyAt", readyAt.toString());
    goneAt.ifPresent(at -> json.put("goneAt", at.toString()));
    json.set("document", document);
    return json;
  }

  static ArmResource parse(ObjectNode json) {
    return new ArmResource(
        ResourceId.parse(json.path("id").stringValue()).orElseThrow(),
        (ObjectNode) json.path("document"),
        Instant.parse(json.path("createdAt").stringValue()),
        Instant.parse(json.path("changedAt").stringValue()),
        Instant.parse(json.path("readyAt").stringValue()),
        Json.string(json, "goneAt").map(Instant::parse));
  }
}
