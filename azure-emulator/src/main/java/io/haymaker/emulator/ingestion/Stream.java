package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream of a rule.
 *
 * @param name e.g. {@code Custom-Events}
 * @param columns the declared columns; empty if the stream is a standard one, whose columns the
 *     emulator does not know
 */
record Stream(String name, Optional<Set<String>> columns) {
  private static final int LONGEST_FIELD = 64 * 1024;

  Stream {
    columns = columns.map(Set::copyOf);
  }

  /**
   * The stream of that name.
   *
   * @throws Refused (400 InvalidStream) if the rule has none
   */
  static Stream of(ArmResource rule, String name) {
    JsonNode declared = rule.properties().path("streamDeclarations").path(name);
    if (declared.isObject()) {
      Set<String> columns = new HashSet<>();
      declared
          .path("columns")
          .forEach(column -> Json.string(column, "name").ifPresent(columns::add));
      return new Stream(name, Optional.of(columns));
    }
    for (JsonNode flow : rule.properties().path("dataFlows")) {
      for (JsonNode stream : flow.path("streams")) {
        if (stream.asString("").equals(name)) {
          return new Stream(name, Optional.empty());
        }
      }
    }
    throw new Refused(
        400,
        "InvalidStream",
        "The stream '" + name + "' was not configured in the data collection rule.");
  }

  /** What is kept of a row: declared columns, and of long texts the beginning. Nobody is told. */
  ObjectNode keep(ObjectNode row) {
    ObjectNode kept = Json.object();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (columns.isEmpty() || columns.get().contains(field.getKey())) {
        JsonNode value = field.getValue();
        if (value.isString()) {
          kept.put(field.getKey(), beginning(value.stringValue()));
        } else {
          kept.set(field.getKey(), value);
        }
      }
    }
    return kept;
  }

  private static String beginning(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_FIELD) {
      return text;
    }
    int end = LONGEST_FIELD;
    // Not through the middle of a character.
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }
}
