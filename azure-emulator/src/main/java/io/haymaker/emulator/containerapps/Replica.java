package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.process.ProcessMark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One replica of a revision, as it is kept while it is there.
 *
 * @param detail why it waits, in the platform's words
 * @param restarts how often its container was begun again
 * @param started whether it has passed its startup probe
 * @param ready whether it passes its readiness probe
 * @param process the child that runs it now
 */
record Replica(
    String name,
    ResourceId app,
    String revision,
    Capacity.Load load,
    String environmentKey,
    Instant createdAt,
    Status status,
    Optional<String> detail,
    int restarts,
    boolean started,
    boolean ready,
    Optional<ProcessMark> process) {

  enum Status {
    /** Its container has not begun, or waits to be begun again. */
    WAITING("NotRunning", "Waiting"),
    RUNNING("Running", "Running"),
    /** It was asked to end. */
    ENDING("NotRunning", "Terminated");

    private final String replicaWord;
    private final String containerWord;

    Status(String replicaWord, String containerWord) {
      this.replicaWord = replicaWord;
      this.containerWord = containerWord;
    }
  }

  /** A replica whose container has not begun. */
  static Replica planned(
      String name, Revision revision, Capacity.Load load, String environmentKey, Instant now) {
    return new Replica(
        name,
        revision.app(),
        revision.name(),
        load,
        environmentKey,
        now,
        Status.WAITING,
        Optional.of("ContainerCreating"),
        0,
        false,
        false,
        Optional.empty());
  }

  Replica running(ProcessMark mark, boolean hasStarted, boolean isReady) {
    return changed(
        Status.RUNNING, Optional.empty(), restarts, hasStarted, isReady, Optional.of(mark));
  }

  Replica waiting(String why, boolean beginsAgain) {
    return changed(
        Status.WAITING,
        Optional.of(why),
        restarts + (beginsAgain ? 1 : 0),
        false,
        false,
        Optional.empty());
  }

  Replica ending() {
    return changed(Status.ENDING, Optional.of("Stopping"), restarts, started, false, process);
  }

  private Replica changed(
      Status how,
      Optional<String> why,
      int restartCount,
      boolean hasStarted,
      boolean isReady,
      Optional<ProcessMark> mark) {
    return new Replica(
        name,
        app,
        revision,
        load,
        environmentKey,
        createdAt,
        how,
        why,
        restartCount,
        hasStarted,
        isReady,
        mark);
  }

  /** What clients see. */
  ObjectNode view(String container) {
    ObjectNode view = Json.object();
    view.put("id", app.text() + "/revisions/" + revision + "/replicas/" + name);
    view.put("name", name);
    view.put("type", AppDefinition.TYPE + "/revisions/replicas");
    ObjectNode properties = view.putObject("properties");
    properties.put("createdTime", createdAt.toString());
    properties.put("runningState", status.replicaWord);
    detail.ifPresent(text -> properties.put("runningStateDetails", text));
    properties.putArray("initContainers");
    ObjectNode one = properties.putArray("containers").addObject();
    one.put("name", container);
    one.put("containerId", "emulator://" + name + "/" + restarts);
    one.put("ready", ready);
    one.put("started", started);
    one.put("restartCount", restarts);
    one.put("runningState", status.containerWord);
    detail.ifPresent(text -> one.put("runningStateDetails", text));
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("name", name);
    json.put("app", app.text());
    json.put("revision", revision);
    json.put("profile", load.profile());
    json.put("cores", load.size().cores());
    json.put("memory", load.size().memory());
    json.put("environmentKey", environmentKey);
    json.put("createdAt", createdAt.toString());
    json.put("status", status.name());
    detail.ifPresent(text -> json.put("detail", text));
    json.put("restarts", restarts);
    json.put("started", started);
    json.put("ready", ready);
    process.ifPresent(mark -> mark.writeTo(json));
    return json;
  }

  static Replica parse(ObjectNode json) {
    return new Replica(
        json.path("name").stringValue(),
        ResourceId.parse(json.path("app").stringValue()).orElseThrow(),
        json.path("revision").stringValue(),
        new Capacity.Load(
            json.path("profile").stringValue(),
            new ReplicaSize(decimal(json, "cores"), decimal(json, "memory"))),
        json.path("environmentKey").stringValue(),
        Instant.parse(json.path("createdAt").stringValue()),
        Status.valueOf(json.path("status").stringValue()),
        Json.string(json, "detail"),
        json.path("restarts").intValue(),
        json.path("started").booleanValue(),
        json.path("ready").booleanValue(),
        ProcessMark.readFrom(json));
  }

  private static BigDecimal decimal(ObjectNode json, String name) {
    return json.path(name).decimalValue();
  }
}
