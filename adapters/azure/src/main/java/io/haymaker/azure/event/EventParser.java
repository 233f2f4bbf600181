package io.haymaker.azure.event;

import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of one message. Nothing that a sender can write makes it throw. */
final class EventParser {
  private static final JsonMapper JSON = new JsonMapper();

  private static final Set<String> OWN_PLACE =
      Set.of(
          "event_id",
          "event_type",
          "run_id",
          "scenario_name",
          "agent_id",
          "timestamp",
          "resource_id",
          "deletion_attempts",
          "deletion_error",
          "message",
          "severity",
          "details");

  /** What a body turned out to be. */
  sealed interface Parsed {
    /** JSON, complete or not. */
    record Read(Incoming incoming) implements Parsed {}

    /** No JSON; the reason shows where, not what. */
    record NotJson(String reason) implements Parsed {}
  }

  /**
   * @param messageId the bus's id of the message; stands in for an id that the body lacks
   * @param receivedAt stands in for a time that the body lacks
   */
  Parsed parse(String messageId, byte[] body, Instant receivedAt) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      return new Parsed.NotJson(where(e));
    }
    if (json == null || json.isMissingNode()) {
      return new Parsed.NotJson("the body is empty");
    }
    UUID id = id(json, messageId, body);
    if (!json.isObject()) {
      return new Parsed.Read(
          new Incoming.Incomplete(id, List.of("the body is no JSON object"), text(body)));
    }
    return new Parsed.Read(read(id, json, body, receivedAt));
  }

  private static Incoming read(UUID id, JsonNode json, byte[] body, Instant receivedAt) {
    List<String> problems = new ArrayList<>();
    String typeName = string(json, "event_type").orElse("");
    if (typeName.isBlank()) {
      problems.add("event_type is missing");
    }
    Optional<RunId> run = string(json, "run_id").flatMap(RunId::parse);
    if (run.isEmpty()) {
      problems.add("run_id is missing or no UUID");
    }
    Optional<ScenarioName> scenario =
        string(json, "scenario_name").filter(ScenarioName::isValid).map(ScenarioName::new);
    if (scenario.isEmpty()) {
      problems.add("scenario_name is missing or no name");
    }
    EventType type = EventType.of(typeName);
    Optional<ResourceId> resource = string(json, "resource_id").flatMap(EventParser::resource);
    if (resource.isEmpty() && isAboutResource(type)) {
      problems.add("resource_id is missing or no id");
    }
    if (run.isEmpty() || scenario.isEmpty() || !problems.isEmpty()) {
      return new Incoming.Incomplete(id, problems, text(body));
    }
    return new Incoming.Complete(
        new AgentEvent(
            id,
            type,
            typeName,
            run.get(),
            scenario.get(),
            string(json, "agent_id"),
            string(json, "timestamp").flatMap(EventParser::time).orElse(receivedAt),
            resource,
            Math.max(0, json.path("deletion_attempts").asInt(0)),
            string(json, "deletion_error"),
            string(json, "message").orElse(""),
            string(json, "severity").map(Severity::of).orElseGet(() -> usual(type)),
            details(json)));
  }

  private static boolean isAboutResource(EventType type) {
    return switch (type) {
      case RESOURCE_CREATED, RESOURCE_DELETED, RESOURCE_DELETION_FAILED -> true;
      case AGENT_STARTED, OPERATION, CLEANUP_COMPLETE, ERROR, OTHER -> false;
    };
  }

  /** What an event weighs whose sender did not say. */
  private static Severity usual(EventType type) {
    return switch (type) {
      case ERROR -> Severity.ERROR;
      case RESOURCE_DELETION_FAILED -> Severity.WARNING;
      case AGENT_STARTED, RESOURCE_CREATED, RESOURCE_DELETED, OPERATION, CLEANUP_COMPLETE, OTHER ->
          Severity.INFO;
    };
  }

  /** The members of details, and every member that has no place of its own. */
  private static Map<String, String> details(JsonNode json) {
    Map<String, String> details = new LinkedHashMap<>();
    JsonNode own = json.path("details");
    if (own.isObject()) {
      own.properties().forEach(member -> put(details, member.getKey(), member.getValue()));
    } else {
      put(details, "details", own);
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!OWN_PLACE.contains(member.getKey())) {
        put(details, member.getKey(), member.getValue());
      }
    }
    // A time that cannot be read is kept as it came.
    string(json, "timestamp")
        .filter(text -> time(text).isEmpty())
        .ifPresent(text -> details.put("timestamp", text));
    return details;
  }

  private static void put(Map<String, String> details, String name, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      details.put(name, value.isString() ? value.stringValue() : value.toString());
    }
  }

  /** The event's own id, else the message's; else one made of the content, the same each time. */
  private static UUID id(JsonNode json, String messageId, byte[] body) {
    return string(json, "event_id")
        .flatMap(EventParser::uuid)
        .or(() -> uuid(messageId))
        .orElseGet(
            () ->
                UUID.nameUUIDFromBytes(
                    (messageId + "\n" + text(body)).getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<UUID> uuid(String text) {
    return RunId.parse(text).map(RunId::value);
  }

  private static Optional<ResourceId> resource(String text) {
    try {
      return Optional.of(ResourceId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> string(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isString() && !value.stringValue().isEmpty()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null
        ? "the body is no JSON"
        : "the body is no JSON: line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr();
  }
}
