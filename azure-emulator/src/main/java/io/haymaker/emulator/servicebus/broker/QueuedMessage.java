package io.haymaker.emulator.servicebus.broker;

import io.haymaker.emulator.servicebus.message.Envelope;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as one queue keeps it.
 *
 * @param sequence its number in the subscription, from 1, never given twice; kept when it is
 *     dead-lettered
 * @param topicSequence its number in the topic
 * @param enqueuedAt when the topic accepted it (or its schedule released it)
 * @param expiresAt when it dies, if it does
 * @param deliveries how often it has been handed to a receiver under a lock
 * @param deferred whether it can only be received by its number
 * @param envelope the message
 */
public record QueuedMessage(
    long sequence,
    long topicSequence,
    Instant enqueuedAt,
    Optional<Instant> expiresAt,
    int deliveries,
    boolean deferred,
    Envelope envelope) {

  QueuedMessage delivered() {
    return new QueuedMessage(
        sequence, topicSequence, enqueuedAt, expiresAt, deliveries + 1, deferred, envelope);
  }

  QueuedMessage released() {
    return new QueuedMessage(
        sequence, topicSequence, enqueuedAt, expiresAt, deliveries - 1, deferred, envelope);
  }

  QueuedMessage with(Envelope changed, boolean nowDeferred) {
    return new QueuedMessage(
        sequence, topicSequence, enqueuedAt, expiresAt, deliveries, nowDeferred, changed);
  }

  /** As it enters the dead-letter queue, where nothing expires and counting starts again. */
  QueuedMessage deadLettered(Envelope changed) {
    return new QueuedMessage(
        sequence, topicSequence, enqueuedAt, Optional.empty(), 0, false, changed);
  }
}
