package io.haymaker.agent.event;

import java.util.Locale;

/** The kinds of events; on the wire in lower case. */
public enum EventType {
  AGENT_STARTED,
  RESOURCE_CREATED,
  RESOURCE_DELETED,
  RESOURCE_DELETION_FAILED,
  OPERATION,
  CLEANUP_COMPLETE,
  ERROR;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
