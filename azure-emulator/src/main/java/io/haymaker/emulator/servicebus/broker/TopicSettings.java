package io.haymaker.emulator.servicebus.broker;

import java.time.Duration;
import java.util.Optional;

/**
 * What a topic was made with.
 *
 * @param timeToLive upper bound of a message's life, none if absent
 */
public record TopicSettings(Optional<Duration> timeToLive) {
  /** Messages live for ever. */
  public static TopicSettings standard() {
    return new TopicSettings(Optional.empty());
  }
}
