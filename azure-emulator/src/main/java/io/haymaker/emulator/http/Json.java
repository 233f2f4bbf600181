package io.haymaker.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the emulator and the few things that every service does with it. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * Parses a text.
   *
   * @throws tools.jackson.core.JacksonException if it is not one JSON value
   */
  public static JsonNode parse(byte[] text) {
    return MAPPER.readTree(text);
  }

  /**
   * Parses a text.
   *
   * @throws tools.jackson.core.JacksonException if it is not one JSON value
   */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /** The compact text of a node. */
  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** The compact text of a node in UTF-8. */
  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  /** The string member {@code name} of {@code node}; empty if absent, null or not a string. */
  public static Optional<String> string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  /** Takes all members that are null out of a node and of everything in it. */
  public static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    node.forEach(Json::dropNulls);
  }

  /** The member {@code name} of {@code node} as an object, made and attached if it is not one. */
  public static ObjectNode child(ObjectNode node, String name) {
    return node.get(name) instanceof ObjectNode present ? present : node.putObject(name);
  }
}
