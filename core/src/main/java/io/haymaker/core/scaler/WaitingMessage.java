package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as a peek shows it, good or bad.
 *
 * @param subscription in which it waits
 * @param sequenceNumber its place in the subscription, given by the bus
 * @param messageId as its sender gave it; may be missing
 * @param fileSize the property {@link FileSize#PROPERTY} as text; may be missing or nonsense
 */
public record WaitingMessage(
    String subscription,
    long sequenceNumber,
    Instant enqueuedAt,
    Optional<String> messageId,
    Optional<String> fileSize) {

  /** What it is known by; empty when its sender gave it no id. */
  public Optional<MessageKey> key() {
    return messageId.filter(id -> !id.isBlank()).map(id -> new MessageKey(subscription, id));
  }
}
