package io.haymaker.core.event;

import java.util.Locale;

/** How much an entry matters. */
public enum Severity {
  INFO,
  WARNING,
  ERROR;

  /** The severity of this wire name in any case; {@link #INFO} where there is none. */
  public static Severity of(String wireName) {
    for (Severity severity : values()) {
      if (severity.name().equalsIgnoreCase(wireName)) {
        return severity;
      }
    }
    return INFO;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
