package io.haymaker.postgres.watch;

import io.haymaker.postgres.store.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Ports as they stand in the table: ours as {@code {"80/tcp": 32768}}; an older manager's also as
 * the engine tells them, {@code {"80/tcp": [{"HostPort": "32768"}]}}. What is neither is left out.
 */
final class PortsColumn {
  private PortsColumn() {}

  static Map<String, Integer> read(String json) {
    JsonNode node = Json.read(json, JsonNode.class);
    var ports = new TreeMap<String, Integer>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      int port = number(value.isArray() ? value.path(0).path("HostPort") : value);
      if (port > 0) {
        ports.put(entry.getKey(), port);
      }
    }
    return ports;
  }

  private static int number(JsonNode node) {
    return node.isString() && node.asString().matches("\\d{1,5}")
        ? Integer.parseInt(node.asString())
        : node.isInt() ? node.asInt() : 0;
  }
}
