package io.haymaker.core.scaler;

import java.util.OptionalLong;

/**
 * A subscription and how much waits in it.
 *
 * @param subscription its name
 * @param messages so many wait there, locked ones too, as the bus counts them; the count may be
 *     some seconds old. Empty where the bus tells none
 */
public record QueueDepth(String subscription, OptionalLong messages) {
  public QueueDepth {
    if (messages.orElse(0) < 0) {
      throw new IllegalArgumentException("messages must not be negative, is " + messages);
    }
  }
}
