package io.haymaker.agent.event;

import io.haymaker.agent.json.Json.JsonObject;
import java.util.UUID;

/**
 * One event, complete.
 *
 * @param id also the message's id, by which the receiver knows a repetition
 * @param type what it tells
 * @param json the body of the message
 */
public record AgentEvent(UUID id, EventType type, JsonObject json) {

  /** Whether it may be given up when there is no room: what was done, but not what was made. */
  boolean isExpendable() {
    return type == EventType.OPERATION;
  }
}
