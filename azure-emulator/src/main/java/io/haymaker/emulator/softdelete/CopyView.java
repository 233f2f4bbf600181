package io.haymaker.emulator.softdelete;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What is shown of a deleted resource that is kept. */
final class CopyView {
  private final Cloud cloud;

  CopyView(Cloud cloud) {
    this.cloud = cloud;
  }

  ObjectNode of(KeptKind kind, ArmResource deleted, Instant keptUntil) {
    return switch (kind.purge()) {
      case BY_POST, BY_DELETE -> copy(kind, deleted, keptUntil);
      case BY_DELETE_IN_GROUP -> account(kind, deleted, keptUntil);
      case NEVER -> asItWas(kind, deleted);
    };
  }

  /** A document of its own, which names the resource. */
  private ObjectNode copy(KeptKind kind, ArmResource deleted, Instant keptUntil) {
    String location = location(deleted);
    ObjectNode view =
        Json.object()
            .put("id", place(kind, location) + "/" + kind.list() + "/" + deleted.id().name())
            .put("name", deleted.id().name())
            .put("type", kind.namespace() + "/" + kind.list());
    ObjectNode properties = Json.child(view, "properties");
    properties.put(kind.originMember(), deleted.id().text());
    dates(properties, deleted, keptUntil);
    if (kind == KeptKind.API_SERVICE) {
      return view.put("location", location);
    }
    properties.put("location", location);
    tags(deleted).ifPresent(tags -> properties.set("tags", tags));
    if (kind.isProtected(deleted)) {
      properties.put("purgeProtectionEnabled", true);
    }
    return view;
  }

  /** The account's own document at another place. */
  private ObjectNode account(KeptKind kind, ArmResource deleted, Instant keptUntil) {
    String location = location(deleted);
    ObjectNode view =
        Json.object()
            .put(
                "id",
                "%s/resourceGroups/%s/%s/%s"
                    .formatted(
                        place(kind, location),
                        deleted.id().group().orElse(""),
                        kind.list(),
                        deleted.id().name()))
            .put("name", deleted.id().name())
            .put("type", kind.namespace() + "/locations/resourceGroups/" + kind.list());
    view.setAll(deleted.document().deepCopy());
    dates(Json.child(view, "properties"), deleted, keptUntil);
    return view;
  }

  /** Nothing tells it from one that is there, but the list in which it stands. */
  private static ObjectNode asItWas(KeptKind kind, ArmResource deleted) {
    ObjectNode view =
        Json.object()
            .put("id", deleted.id().text())
            .put("name", deleted.id().name())
            .put("type", kind.type());
    view.setAll(deleted.document().deepCopy());
    return view;
  }

  private String place(KeptKind kind, String location) {
    return "/subscriptions/%s/providers/%s/locations/%s"
        .formatted(cloud.subscriptionId(), kind.namespace(), location);
  }

  private static String location(ArmResource deleted) {
    return deleted.location().orElse("");
  }

  private static Optional<ObjectNode> tags(ArmResource deleted) {
    return deleted.document().get("tags") instanceof ObjectNode tags
        ? Optional.of(tags.deepCopy())
        : Optional.empty();
  }

  private static void dates(ObjectNode properties, ArmResource deleted, Instant keptUntil) {
    properties.put("deletionDate", deleted.goneAt().orElseThrow().toString());
    properties.put("scheduledPurgeDate", keptUntil.toString());
  }
}
