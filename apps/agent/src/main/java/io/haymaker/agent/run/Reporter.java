package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import io.haymaker.agent.environment.AgentSettings;
import io.haymaker.agent.event.AgentEvent;
import io.haymaker.agent.event.EventType;
import io.haymaker.agent.event.Severity;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.scenario.PhaseKind;
import io.haymaker.scenario.ScenarioDocument;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;

/** Words what happens as events. No secret passes: every text goes through the redactor. */
final class Reporter {

  private final AgentSettings settings;
  private final Consumer<AgentEvent> outbox;
  private final Redactor redactor;
  private final Clock clock;

  Reporter(AgentSettings settings, Consumer<AgentEvent> outbox, Redactor redactor, Clock clock) {
    this.settings = settings;
    this.outbox = outbox;
    this.redactor = redactor;
    this.clock = clock;
  }

  void started() {
    ScenarioDocument document = settings.document();
    JsonObject details =
        JsonObject.EMPTY
            .with("title", document.title())
            .with("technology_area", document.technologyArea())
            .with("duration", settings.duration().toString())
            .with("resource_group", settings.resourceGroup());
    for (PhaseKind kind : PhaseKind.values()) {
      details = details.with("blocks_in_phase_" + kind.number(), document.blocks(kind).size());
    }
    publish(
        EventType.AGENT_STARTED, Severity.INFO, "The agent has started", details, JsonObject.EMPTY);
  }

  /**
   * @param tags those of the resource as far as known
   */
  void created(ResourceId id, Json tags) {
    publish(
        EventType.RESOURCE_CREATED,
        Severity.INFO,
        "Created " + id.type() + " " + id.name(),
        JsonObject.EMPTY,
        resource(id).with("tags", tags));
  }

  void deleted(ResourceId id, int attempts) {
    publish(
        EventType.RESOURCE_DELETED,
        Severity.INFO,
        "Deleted " + id.type() + " " + id.name(),
        JsonObject.EMPTY,
        resource(id).with("deletion_attempts", attempts));
  }

  void deletionFailed(ResourceId id, int attempts, String error) {
    publish(
        EventType.RESOURCE_DELETION_FAILED,
        Severity.ERROR,
        "Could not delete " + id.type() + " " + id.name(),
        JsonObject.EMPTY,
        resource(id).with("deletion_attempts", attempts).with("deletion_error", error));
  }

  void operation(Severity severity, String message, JsonObject details) {
    publish(EventType.OPERATION, severity, message, details, JsonObject.EMPTY);
  }

  void operation(Severity severity, String message, JsonObject details, ResourceId id) {
    publish(EventType.OPERATION, severity, message, details, resource(id));
  }

  void error(String message, JsonObject details) {
    publish(EventType.ERROR, Severity.ERROR, message, details, JsonObject.EMPTY);
  }

  void cleanupComplete(Severity severity, String message, JsonObject details) {
    publish(EventType.CLEANUP_COMPLETE, severity, message, details, JsonObject.EMPTY);
  }

  private static JsonObject resource(ResourceId id) {
    return JsonObject.EMPTY
        .with("resource_id", id.value())
        .with("resource_type", id.type())
        .with("resource_name", id.name());
  }

  private void publish(
      EventType type, Severity severity, String message, JsonObject details, JsonObject more) {
    UUID id = UUID.randomUUID();
    JsonObject event =
        JsonObject.EMPTY
            .with("event_id", id.toString())
            .with("event_type", type.wireName())
            .with("run_id", settings.runId().toString())
            .with("scenario_name", settings.document().name().value())
            .with("agent_id", settings.agentId())
            .with("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    for (var field : more.fields().entrySet()) {
      event = event.with(field.getKey(), field.getValue());
    }
    event = event.with("message", message).with("severity", severity.wireName());
    if (!details.fields().isEmpty()) {
      event = event.with("details", details);
    }
    outbox.accept(new AgentEvent(id, type, redactor.apply(event)));
  }
}
