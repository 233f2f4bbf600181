package io.haymaker.emulator.servicebus.broker;

import java.time.Duration;
import java.util.Optional;

/**
 * What a subscription was made with.
 *
 * @param lockDuration how long a receiver owns a message, 5 s to 5 min
 * @param maxDeliveryCount deliveries before a message is dead-lettered, 1 to 2000
 * @param timeToLive upper bound of a message's life, none if absent
 * @param deadLetterExpired whether an expired message is dead-lettered instead of dropped
 */
public record SubscriptionSettings(
    Duration lockDuration,
    int maxDeliveryCount,
    Optional<Duration> timeToLive,
    boolean deadLetterExpired) {
  /** Checks the ranges. */
  public SubscriptionSettings {
    if (lockDuration.compareTo(Duration.ofSeconds(5)) < 0
        || lockDuration.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("lockDuration must be from PT5S to PT5M");
    }
    if (maxDeliveryCount < 1 || maxDeliveryCount > 2000) {
      throw new IllegalArgumentException("maxDeliveryCount must be from 1 to 2000");
    }
  }

  /** The service's defaults: one minute, ten deliveries, no expiry. */
  public static SubscriptionSettings standard() {
    return new SubscriptionSettings(Duration.ofMinutes(1), 10, Optional.empty(), false);
  }
}
