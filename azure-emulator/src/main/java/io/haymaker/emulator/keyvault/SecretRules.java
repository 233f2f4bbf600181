package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the vault checks of names and bodies before anything changes. No message holds a value. */
final class SecretRules {

  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
  private static final int LARGEST_VALUE = 25 * 1024;
  private static final int MOST_TAGS = 15;
  private static final int LONGEST_TAG = 512;

  private SecretRules() {}

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw VaultErrors.badParameter(
          "The request URI contains an invalid name: "
              + name
              + ". Names are 1 to 127 of 0-9, a-z, A-Z and -.");
    }
  }

  static String value(ObjectNode body) {
    String value =
        Json.string(body, "value")
            .orElseThrow(
                () -> VaultErrors.badParameter("Property  has invalid value: value is missing."));
    if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
      throw VaultErrors.badParameter("Secret value is too large: at most 25600 bytes.");
    }
    return value;
  }

  /** Takes content type, tags and attributes over from a body, where the body has them. */
  static void apply(ObjectNode version, ObjectNode body) {
    Json.string(body, "contentType").ifPresent(type -> version.put("contentType", type));
    if (body.path("tags").isObject()) {
      checkTags(body.path("tags"));
      version.set("tags", body.path("tags"));
    }
    JsonNode attributes = body.path("attributes");
    if (attributes.path("enabled").isBoolean()) {
      version.put("enabled", attributes.path("enabled").booleanValue());
    }
    for (String name : new String[] {"nbf", "exp"}) {
      if (attributes.path(name).isIntegralNumber()) {
        version.put(name, attributes.path(name).longValue());
      }
    }
  }

  private static void checkTags(JsonNode tags) {
    if (tags.size() > MOST_TAGS) {
      throw VaultErrors.badParameter("Too many tags: at most 15.");
    }
    for (Map.Entry<String, JsonNode> tag : tags.properties()) {
      boolean fits =
          tag.getKey().length() <= LONGEST_TAG
              && tag.getValue().isString()
              && tag.getValue().stringValue().length() <= LONGEST_TAG;
      if (!fits) {
        throw VaultErrors.badParameter("Tag names and values are texts of at most 512 characters.");
      }
    }
  }
}
