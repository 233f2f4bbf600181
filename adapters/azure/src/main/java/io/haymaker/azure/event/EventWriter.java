package io.haymaker.azure.event;

import io.haymaker.core.event.AgentEvent;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes an event as the JSON that {@link EventParser} reads; absent fields are left out. */
final class EventWriter {
  private static final JsonMapper JSON = new JsonMapper();

  private EventWriter() {}

  static byte[] write(AgentEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("event_id", event.id().toString());
    json.put("event_type", event.typeName());
    json.put("run_id", event.run().toString());
    json.put("scenario_name", event.scenario().value());
    event.agentId().ifPresent(agent -> json.put("agent_id", agent));
    json.put("timestamp", event.at().toString());
    event.resource().ifPresent(resource -> json.put("resource_id", resource.value()));
    if (event.deletionAttempts() > 0) {
      json.put("deletion_attempts", event.deletionAttempts());
    }
    event.deletionError().ifPresent(error -> json.put("deletion_error", error));
    if (!event.message().isEmpty()) {
      json.put("message", event.message());
    }
    json.put("severity", event.severity().wireName());
    if (!event.details().isEmpty()) {
      ObjectNode details = json.putObject("details");
      event.details().forEach(details::put);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
