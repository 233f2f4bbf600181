package io.haymaker.core.event;

import java.util.Locale;

/** What an agent can report. */
public enum EventType {
  AGENT_STARTED,
  RESOURCE_CREATED,
  RESOURCE_DELETED,
  RESOURCE_DELETION_FAILED,
  OPERATION,
  CLEANUP_COMPLETE,
  ERROR,
  /** A type that we do not know. It is kept as a log entry and never fails. */
  OTHER;

  /** The type of this wire name, {@link #OTHER} where there is none. */
  public static EventType of(String wireName) {
    for (EventType type : values()) {
      if (type != OTHER && type.wireName().equals(wireName)) {
        return type;
      }
    }
    return OTHER;
  }

  /** The name on the wire, e.g. {@code resource_created}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
