package io.haymaker.azure.identity;

import io.haymaker.azure.wire.Json;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The directory's tags are plain texts: ours are written {@code Name:value}. */
public final class DirectoryTags {

  private DirectoryTags() {}

  /** One tag's text. */
  public static String text(String name, String value) {
    return name + ":" + value;
  }

  /** Whether an object's tags carry the installation and, where given, the run. */
  public static boolean carry(JsonNode object, InstallationId installation, Optional<RunId> run) {
    return OwnerTags.carry(read(object), installation, run);
  }

  /** The run that an object's tags name. */
  static Optional<RunId> run(JsonNode object) {
    return OwnerTags.run(read(object));
  }

  static ObjectNode on(ObjectNode object, Owner owner) {
    ArrayNode tags = object.putArray("tags");
    owner.tags().forEach((name, value) -> tags.add(text(name, value)));
    return object;
  }

  private static Map<String, String> read(JsonNode object) {
    var tags = new LinkedHashMap<String, String>();
    for (JsonNode tag : object.path("tags")) {
      String text = tag.asString("");
      int colon = text.indexOf(':');
      if (colon > 0) {
        tags.putIfAbsent(text.substring(0, colon), text.substring(colon + 1));
      }
    }
    return tags;
  }

  /** For diagnosis in lists: the name that people see. */
  static String name(JsonNode object) {
    return Json.text(object, "displayName");
  }
}
