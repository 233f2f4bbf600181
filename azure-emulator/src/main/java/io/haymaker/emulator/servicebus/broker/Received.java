package io.haymaker.emulator.servicebus.broker;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as it is handed to a receiver.
 *
 * @param message the message; its {@code deliveries} does not count this delivery
 * @param lock token and end of the lock, absent when the message was removed on receipt
 */
public record Received(QueuedMessage message, Optional<LockGrant> lock) {
  /** A lock given to a receiver. */
  public record LockGrant(UUID token, Instant until) {}
}
