package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.process.ProcessMark;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a container of a group.
 *
 * @param restarts how often it was begun again
 * @param previous the life before the current one
 * @param process the child that runs it now
 */
record ContainerRecord(
    String name,
    int restarts,
    Life current,
    Optional<Life> previous,
    Optional<ProcessMark> process) {

  static ContainerRecord planned(String name) {
    return new ContainerRecord(name, 0, Life.waiting(""), Optional.empty(), Optional.empty());
  }

  ContainerRecord begun(Instant at, ProcessMark mark) {
    return new ContainerRecord(name, restarts, Life.begun(at), previous, Optional.of(mark));
  }

  ContainerRecord ended(Instant at, int code) {
    return new ContainerRecord(name, restarts, current.ended(at, code), previous, Optional.empty());
  }

  /** It ended, and waits to be begun again. */
  ContainerRecord waitingAgain(String why) {
    return new ContainerRecord(
        name, restarts + 1, Life.waiting(why), Optional.of(current), Optional.empty());
  }

  /** It could not be begun at all. */
  ContainerRecord unbegun(String why) {
    return new ContainerRecord(name, restarts, Life.waiting(why), previous, Optional.empty());
  }

  boolean is(Life.Status status) {
    return current.is(status);
  }

  /** Whether anybody has tried to begin it. */
  boolean isTried() {
    return !current.is(Life.Status.WAITING) || !current.detail().isEmpty();
  }

  /** Whether it has ever run. */
  boolean hasBegun() {
    return !current.is(Life.Status.WAITING) || previous.isPresent();
  }

  ObjectNode view() {
    ObjectNode view = Json.object().put("restartCount", restarts);
    view.set("currentState", current.view());
    previous.ifPresent(life -> view.set("previousState", life.view()));
    view.putArray("events");
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", name).put("restarts", restarts);
    json.set("current", current.toJson());
    previous.ifPresent(life -> json.set("previous", life.toJson()));
    process.ifPresent(mark -> mark.writeTo(json));
    return json;
  }

  static ContainerRecord parse(JsonNode json) {
    return new ContainerRecord(
        json.path("name").stringValue(),
        json.path("restarts").intValue(),
        Life.parse(json.path("current")),
        json.has("previous") ? Optional.of(Life.parse(json.path("previous"))) : Optional.empty(),
        ProcessMark.readFrom(json));
  }
}
