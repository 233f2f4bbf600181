package io.haymaker.agent.event;

import java.util.Locale;

/** How bad what an event tells is; on the wire in lower case. */
public enum Severity {
  INFO,
  WARNING,
  ERROR;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
