package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes over from a client's body what a client may set, after checking what the directory checks.
 */
final class WantedProperties {

  private static final int LONGEST_DISPLAY_NAME = 256;

  /**
   * Set by the directory, or by calls of their own; the same members in a body are not taken over.
   */
  private static final Set<String> NOT_SETTABLE =
      Set.of(
          "id",
          "appId",
          "createdDateTime",
          "deletedDateTime",
          "uniqueName",
          "servicePrincipalType",
          "servicePrincipalNames",
          Passwords.MEMBER);

  private WantedProperties() {}

  static String displayName(JsonNode wanted) {
    String name =
        Json.string(wanted, "displayName")
            .orElseThrow(
                () ->
                    GraphErrors.badRequest(
                        "A value is required for property 'displayName' of resource."));
    checkDisplayName(name);
    return name;
  }

  static void apply(ObjectNode object, JsonNode wanted) {
    wanted.properties().stream()
        .filter(member -> !NOT_SETTABLE.contains(member.getKey()))
        .filter(member -> !member.getKey().startsWith("_") && !member.getKey().startsWith("@"))
        .forEach(member -> set(object, member.getKey(), member.getValue()));
  }

  private static void set(ObjectNode object, String name, JsonNode value) {
    if (name.equals("displayName") && value.isString()) {
      checkDisplayName(value.stringValue());
    }
    if (name.equals("tags")
        && !(value.isArray() && value.valueStream().allMatch(JsonNode::isString))) {
      throw GraphErrors.badRequest("Property tags must be a list of texts.");
    }
    object.set(name, value);
  }

  private static void checkDisplayName(String name) {
    if (name.isBlank() || name.length() > LONGEST_DISPLAY_NAME) {
      throw GraphErrors.badRequest(
          "Invalid value specified for property 'displayName' of resource: 1 to 256 characters.");
    }
  }
}
