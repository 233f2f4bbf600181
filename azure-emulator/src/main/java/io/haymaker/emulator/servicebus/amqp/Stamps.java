package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.broker.QueueAddress;
import io.haymaker.emulator.servicebus.broker.QueuedMessage;
import io.haymaker.emulator.servicebus.broker.Received.LockGrant;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;

/** What the broker writes on a message for its receiver. */
final class Stamps {
  private static final Symbol SEQUENCE = Symbol.valueOf("x-opt-sequence-number");
  private static final Symbol TOPIC_SEQUENCE = Symbol.valueOf("x-opt-enqueue-sequence-number");
  private static final Symbol ENQUEUED = Symbol.valueOf("x-opt-enqueued-time");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
  private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");
  private static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");

  private Stamps() {}

  /** For a message that is received, under a lock or for good. */
  static Envelope received(QueuedMessage message, QueueAddress queue, Optional<LockGrant> lock) {
    Map<Symbol, Object> added = common(message, queue);
    lock.ifPresent(grant -> added.put(LOCKED_UNTIL, Date.from(grant.until())));
    // AMQP counts the deliveries before this one.
    return message.envelope().stamped(message.deliveries(), added);
  }

  /** For a message that is only looked at. A header is always there: the Java client needs it. */
  static Envelope peeked(QueuedMessage message, QueueAddress queue) {
    Map<Symbol, Object> added = common(message, queue);
    added.put(STATE, message.deferred() ? 1 : 0);
    return message.envelope().stamped(message.deliveries(), added);
  }

  private static Map<Symbol, Object> common(QueuedMessage message, QueueAddress queue) {
    Map<Symbol, Object> added = new LinkedHashMap<>();
    added.put(SEQUENCE, message.sequence());
    added.put(TOPIC_SEQUENCE, message.topicSequence());
    added.put(ENQUEUED, Date.from(message.enqueuedAt()));
    if (queue.deadLetter()) {
      added.put(
          DEAD_LETTER_SOURCE,
          queue.subscription().topic().topic() + "/subscriptions/" + queue.subscription().name());
    }
    return added;
  }
}
