package io.haymaker.core.event;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an agent reported.
 *
 * @param id the same however often the event is delivered
 * @param typeName the type as it stood on the wire; {@code type} is {@code OTHER} when unknown
 * @param at when it happened; when it was received where the agent did not say
 * @param resource what it is about, where it is about a resource
 * @param deletionAttempts of this agent, 0 or more
 * @param details all other fields, as text
 */
public record AgentEvent(
    UUID id,
    EventType type,
    String typeName,
    RunId run,
    ScenarioName scenario,
    Optional<String> agentId,
    Instant at,
    Optional<ResourceId> resource,
    int deletionAttempts,
    Optional<String> deletionError,
    String message,
    Severity severity,
    Map<String, String> details) {

  public AgentEvent {
    details = Map.copyOf(details);
  }
}
