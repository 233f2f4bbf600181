package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.process.ProcessMark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One execution of a job as it is kept.
 *
 * @param template what it runs, as it was written: no secret values
 * @param environmentKey the key of the environment's id
 * @param reason why it ended as it did, in one word, then a sentence
 * @param process the child that runs it now
 */
record Execution(
    String name,
    ResourceId job,
    String environmentKey,
    String profile,
    ReplicaSize size,
    JsonNode template,
    Status status,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Reason> reason,
    Optional<ProcessMark> process) {

  enum Status {
    PROCESSING("Processing"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    STOPPED("Stopped");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    boolean isLive() {
      return this == PROCESSING || this == RUNNING;
    }
  }

  /** E.g. {@code DeadlineExceeded} and what that means here. */
  record Reason(String code, String message) {}

  Execution running(ProcessMark mark) {
    return new Execution(
        name,
        job,
        environmentKey,
        profile,
        size,
        template,
        Status.RUNNING,
        startedAt,
        endedAt,
        reason,
        Optional.of(mark));
  }

  Execution ended(Status how, Optional<Reason> why, Instant when) {
    return new Execution(
        name,
        job,
        environmentKey,
        profile,
        size,
        template,
        how,
        startedAt,
        Optional.of(when),
        why,
        Optional.empty());
  }

  /** What clients see; the real service has {@code detailedStatus} in its newer versions only. */
  ObjectNode view() {
    ObjectNode view = Json.object();
    view.put("id", job.text() + "/executions/" + name);
    view.put("name", name);
    view.put("type", JobDefinition.TYPE + "/executions");
    ObjectNode properties = view.putObject("properties");
    properties.put("status", status.wireName);
    properties.put("startTime", startedAt.toString());
    endedAt.ifPresent(end -> properties.put("endTime", end.toString()));
    properties.set("template", template);
    ObjectNode replica = properties.putObject("detailedStatus").putArray("replicas").addObject();
    ObjectNode container = replica.put("name", name + "-0").putArray("containers").addObject();
    container.put("name", template.path("containers").path(0).path("name").asString(""));
    container.put("status", status.wireName);
    reason.ifPresent(
        why -> container.put("additionalInformation", why.code() + ": " + why.message()));
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("name", name);
    json.put("job", job.text());
    json.put("environmentKey", environmentKey);
    json.put("profile", profile);
    json.put("cores", size.cores());
    json.put("memory", size.memory());
    json.set("template", template);
    json.put("status", status.name());
    json.put("startedAt", startedAt.toString());
    endedAt.ifPresent(end -> json.put("endedAt", end.toString()));
    reason.ifPresent(
        why -> json.putObject("reason").put("code", why.code()).put("message", why.message()));
    process.ifPresent(mark -> mark.writeTo(json));
    return json;
  }

  static Execution parse(ObjectNode json) {
    JsonNode reason = json.path("reason");
    return new Execution(
        json.path("name").stringValue(),
        ResourceId.parse(json.path("job").stringValue()).orElseThrow(),
        json.path("environmentKey").stringValue(),
        json.path("profile").stringValue(),
        new ReplicaSize(decimal(json, "cores"), decimal(json, "memory")),
        json.path("template"),
        Status.valueOf(json.path("status").stringValue()),
        Instant.parse(json.path("startedAt").stringValue()),
        Json.string(json, "endedAt").map(Instant::parse),
        reason.isObject()
            ? Optional.of(
                new Reason(reason.path("code").stringValue(), reason.path("message").stringValue()))
            : Optional.empty(),
        ProcessMark.readFrom(json));
  }

  private static BigDecimal decimal(ObjectNode json, String name) {
    return json.path(name).decimalValue();
  }
}
