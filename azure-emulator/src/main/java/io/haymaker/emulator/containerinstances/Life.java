package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One life of a container, from its beginning to its end.
 *
 * @param detail the platform's word for why it is as it is; empty while all is well
 */
record Life(
    Status status,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    OptionalInt exitCode,
    String detail) {

  enum Status {
    WAITING("Waiting"),
    RUNNING("Running"),
    TERMINATED("Terminated");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }
  }

  /** Not begun, for a reason or for none yet. */
  static Life waiting(String why) {
    return new Life(Status.WAITING, Optional.empty(), Optional.empty(), OptionalInt.empty(), why);
  }

  static Life begun(Instant at) {
    return new Life(Status.RUNNING, Optional.of(at), Optional.empty(), OptionalInt.empty(), "");
  }

  Life ended(Instant at, int code) {
    return new Life(
        Status.TERMINATED,
        startedAt,
        Optional.of(at),
        OptionalInt.of(code),
        code == 0 ? "Completed" : "Error");
  }

  boolean is(Status wanted) {
    return status == wanted;
  }

  ObjectNode view() {
    ObjectNode view = Json.object().put("state", status.wireName);
    startedAt.ifPresent(at -> view.put("startTime", at.toString()));
    exitCode.ifPresent(code -> view.put("exitCode", code));
    endedAt.ifPresent(at -> view.put("finishTime", at.toString()));
    return view.put("detailStatus", detail);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("status", status.name()).put("detail", detail);
    startedAt.ifPresent(at -> json.put("startedAt", at.toString()));
    endedAt.ifPresent(at -> json.put("endedAt", at.toString()));
    exitCode.ifPresent(code -> json.put("exitCode", code));
    return json;
  }

  static Life parse(JsonNode json) {
    return new Life(
        Status.valueOf(json.path("status").stringValue()),
        Json.string(json, "startedAt").map(Instant::parse),
        Json.string(json, "endedAt").map(Instant::parse),
        json.path("exitCode").isNumber()
            ? OptionalInt.of(json.path("exitCode").intValue())
            : OptionalInt.empty(),
        json.path("detail").asString(""));
  }
}
