package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Json;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an object of the store looks from outside: without the members that start with an underscore.
 */
final class ObjectView {

  private ObjectView() {}

  static ObjectNode of(ObjectNode object) {
    ObjectNode view = Json.object();
    object.properties().stream()
        .filter(member -> !member.getKey().startsWith("_"))
        .forEach(member -> view.set(member.getKey(), outside(member.getValue())));
    return view;
  }

  /** Only the members that {@code $select} names; all if it names none. */
  static ObjectNode selected(ObjectNode view, Optional<String> select) {
    if (select.isEmpty() || select.get().isBlank()) {
      return view;
    }
    ObjectNode chosen = Json.object();
    Arrays.stream(select.get().split(",", -1))
        .map(String::strip)
        .filter(view::has)
        .forEach(name -> chosen.set(name, view.get(name)));
    return chosen;
  }

  private static JsonNode outside(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> of(object);
      case ArrayNode array -> {
        ArrayNode copy = Json.array();
        array.forEach(element -> copy.add(outside(element)));
        yield copy;
      }
      default -> value;
    };
  }
}
