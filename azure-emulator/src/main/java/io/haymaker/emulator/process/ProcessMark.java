package io.haymaker.emulator.process;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What tells a child from a later process that got the same id. */
public record ProcessMark(long pid, Instant startedAt) {
  private static final String FIELD = "process";

  /** Writes it into what is kept of a child. */
  public void writeTo(ObjectNode record) {
    record.putObject(FIELD).put("pid", pid).put("startedAt", startedAt.toString());
  }

  /** Reads it from what was kept; empty where none was written. */
  public static Optional<ProcessMark> readFrom(JsonNode record) {
    JsonNode mark = record.path(FIELD);
    return mark.isObject()
        ? Optional.of(
            new ProcessMark(
                mark.path("pid").longValue(), Instant.parse(mark.path("startedAt").stringValue())))
        : Optional.empty();
  }
}
