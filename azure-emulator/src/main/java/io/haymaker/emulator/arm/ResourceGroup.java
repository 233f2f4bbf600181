package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource group.
 *
 * @param name as it was first spelled; groups are compared without case
 * @param document location, tags, managedBy
 * @param createdAt when it was made
 * @param goneAt when the deletion in progress is done
 */
public record ResourceGroup(
    String name, ObjectNode document, Instant createdAt, Optional<Instant> goneAt) {
  public ResourceGroup {
    Objects.requireNonNull(name);
    document = document.deepCopy();
    Objects.requireNonNull(goneAt);
  }

  /** Whether it is there at a time. */
  public boolean existsAt(Instant now) {
    return goneAt.filter(gone -> !now.isBefore(gone)).isEmpty();
  }

  ResourceGroup goneAt(Instant when) {
    return new ResourceGroup(name, document, createdAt, Optional.of(when));
  }

  /** What clients see. */
  public ObjectNode view(String subscriptionId) {
    ObjectNode view =
        Json.object()
            .put("id", "/subscriptions/" + subscriptionId + "/resourceGroups/" + name)
            .put("name", name)
            .put("type", "Microsoft.Resources/resourceGroups");
    view.setAll(document.deepCopy());
    view.putObject("properties")
        .put("provisioningState", goneAt.isPresent() ? "Deleting" : "Succeeded");
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", name).put("createdAt", createdAt.toString());
    goneAt.ifPresent(at -> json.put("goneAt", at.toString()));
    json.set("document", document);
    return json;
  }

  static ResourceGroup parse(ObjectNode json) {
    return new ResourceGroup(
        json.path("name").stringValue(),
        (ObjectNode) json.path("document"),
        Instant.parse(json.path("createdAt").stringValue()),
        Json.string(json, "goneAt").map(Instant::parse));
  }
}
