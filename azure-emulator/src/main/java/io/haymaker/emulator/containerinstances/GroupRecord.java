package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a container group.
 *
 * @param generation counts its beginnings: the first PUT, a redeployment, a start, a restart
 * @param acceptedAt when this beginning was asked for
 * @param beginsAt when its containers are begun at the earliest
 * @param stopped whether it was asked to stop
 */
record GroupRecord(
    ResourceId group,
    int generation,
    Instant acceptedAt,
    Instant beginsAt,
    boolean stopped,
    List<ContainerRecord> containers) {

  GroupRecord {
    containers = List.copyOf(containers);
  }

  static GroupRecord begun(
      ResourceId group, int generation, Instant now, Duration takes, List<Demand> demands) {
    return new GroupRecord(
        group,
        generation,
        now,
        now.plus(takes),
        false,
        demands.stream().map(Demand::name).map(ContainerRecord::planned).toList());
  }

  GroupRecord asStopped() {
    return new GroupRecord(group, generation, acceptedAt, beginsAt, true, containers);
  }

  GroupRecord with(String container, UnaryOperator<ContainerRecord> change) {
    List<ContainerRecord> changed = new ArrayList<>();
    containers.forEach(one -> changed.add(one.name().equals(container) ? change.apply(one) : one));
    return new GroupRecord(group, generation, acceptedAt, beginsAt, stopped, changed);
  }

  private boolean any(Predicate<ContainerRecord> test) {
    return containers.stream().anyMatch(test);
  }

  private boolean runs() {
    return any(one -> one.is(Life.Status.RUNNING));
  }

  /** Whether nothing of it runs, and nothing will by itself. */
  boolean isOver() {
    return !runs()
        && (stopped || containers.stream().allMatch(one -> one.is(Life.Status.TERMINATED)));
  }

  /** Whether it is on its way between two states, so that nothing is taken for it. */
  boolean isTransitioning() {
    return stopped ? runs() : !isTried();
  }

  /** Whether its containers were begun, or at least tried: before that there is nothing to see. */
  boolean isTried() {
    return containers.stream().allMatch(ContainerRecord::isTried);
  }

  /** The state of the group, in the platform's word. */
  String state() {
    if (runs()) {
      return "Running";
    }
    if (stopped) {
      return "Stopped";
    }
    if (any(one -> one.is(Life.Status.WAITING))) {
      return any(ContainerRecord::hasBegun) ? "Running" : "Pending";
    }
    return any(one -> one.current().exitCode().orElse(0) != 0) ? "Failed" : "Succeeded";
  }

  /** How far the making of it is, in the platform's word. */
  String provisioningState(Instant now) {
    if (stopped || isTried()) {
      return any(one -> !one.hasBegun()) && !stopped ? "Failed" : "Succeeded";
    }
    Duration half = Duration.between(acceptedAt, beginsAt).dividedBy(2);
    return now.isBefore(acceptedAt.plus(half)) ? "Pending" : "Creating";
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("group", group.text()).put("generation", generation);
    json.put("acceptedAt", acceptedAt.toString()).put("beginsAt", beginsAt.toString());
    json.put("stopped", stopped);
    ArrayNode array = json.putArray("containers");
    containers.forEach(one -> array.add(one.toJson()));
    return json;
  }

  static GroupRecord parse(ObjectNode json) {
    List<ContainerRecord> containers = new ArrayList<>();
    for (JsonNode one : json.path("containers")) {
      containers.add(ContainerRecord.parse(one));
    }
    return new GroupRecord(
        ResourceId.parse(json.path("group").stringValue()).orElseThrow(),
        json.path("generation").intValue(),
        Instant.parse(json.path("acceptedAt").stringValue()),
        Instant.parse(json.path("beginsAt").stringValue()),
        json.path("stopped").booleanValue(),
        containers);
  }
}
