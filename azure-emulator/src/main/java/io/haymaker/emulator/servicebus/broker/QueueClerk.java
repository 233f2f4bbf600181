package io.haymaker.emulator.servicebus.broker;

import io.haymaker.emulator.servicebus.broker.BusRecord.Changed;
import io.haymaker.emulator.servicebus.broker.BusRecord.DeadLettered;
import io.haymaker.emulator.servicebus.broker.BusRecord.Delivered;
import io.haymaker.emulator.servicebus.broker.BusRecord.Released;
import io.haymaker.emulator.servicebus.broker.BusRecord.Removed;
import io.haymaker.emulator.servicebus.broker.BusRecord.ScheduleReleased;
import io.haymaker.emulator.servicebus.broker.BusRecord.Scheduled;
import io.haymaker.emulator.servicebus.broker.BusState.Subscription;
import io.haymaker.emulator.servicebus.broker.BusState.Topic;
import io.haymaker.emulator.servicebus.broker.MessageQueue.Lock;
import io.haymaker.emulator.servicebus.broker.Received.LockGrant;
import io.haymaker.emulator.servicebus.broker.Settlement.Abandon;
import io.haymaker.emulator.servicebus.broker.Settlement.Complete;
import io.haymaker.emulator.servicebus.broker.Settlement.DeadLetter;
import io.haymaker.emulator.servicebus.broker.Settlement.Defer;
import io.haymaker.emulator.servicebus.broker.Settlement.Release;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What happens to single messages: handing out, settling, and what time does to them. The broker
 * calls it under its lock.
 */
final class QueueClerk {
  private static final String REASON = "DeadLetterReason";
  private static final String DESCRIPTION = "DeadLetterErrorDescription";

  private final BusBook book;
  private final Clock clock;

  QueueClerk(BusBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  void settle(
      QueueAddress address, MessageQueue queue, Lock held, QueuedMessage message, Settlement how) {
    long sequence = message.sequence();
    switch (how) {
      case Complete ignored -> book.commit(new Removed(address, sequence));
      case Release ignored -> {
        book.commit(new Released(address, sequence));
        queue.unlock(held);
      }
      case Abandon abandon -> {
        if (!abandon.properties().isEmpty()) {
          Envelope changed = message.envelope().withApplicationProperties(abandon.properties());
          book.commit(new Changed(address, sequence, message.deferred(), changed));
        }
        queue.unlock(held);
        buryIfExhausted(address, sequence);
      }
      case Defer defer -> {
        Envelope changed = message.envelope().withApplicationProperties(defer.properties());
        book.commit(new Changed(address, sequence, true, changed));
        queue.unlock(held);
      }
      case DeadLetter dead -> {
        if (address.deadLetter()) {
          // There is nothing below the dead-letter queue: it stays where it is.
          queue.unlock(held);
        } else {
          bury(address, message, dead.properties());
        }
      }
    }
  }

  Received hand(QueueAddress address, QueuedMessage message, ReceiveMode mode) {
    return switch (mode) {
      case RECEIVE_AND_DELETE -> {
        book.commit(new Removed(address, message.sequence()));
        yield new Received(message, Optional.empty());
      }
      case PEEK_LOCK -> {
        book.commit(new Delivered(address, message.sequence()));
        Lock held = found(address).orElseThrow().lock(message, UUID.randomUUID(), lockEnd(address));
        yield new Received(message, Optional.of(new LockGrant(held.token(), held.until())));
      }
    };
  }

  Instant lockEnd(QueueAddress address) {
    Subscription subscription = book.state().subscription(address.subscription());
    if (subscription == null) {
      throw new IllegalStateException("no such subscription: " + address);
    }
    return clock.instant().plus(subscription.settings.lockDuration());
  }

  /** The queue with everything done that time has brought. */
  Optional<MessageQueue> found(QueueAddress address) {
    Topic topic = book.state().topic(address.subscription().topic());
    if (topic == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    List<BusRecord> due = new ArrayList<>();
    for (Scheduled scheduled : topic.scheduled.values()) {
      if (!scheduled.due().isAfter(now)) {
        due.add(new ScheduleReleased(topic.address, scheduled.sequence()));
      }
    }
    book.commit(due);
    Subscription subscription = topic.subscriptions.get(address.subscription());
    if (subscription == null) {
      return Optional.empty();
    }
    MessageQueue queue = subscription.queue(address.deadLetter());
    for (QueuedMessage freed : queue.endLocks(now)) {
      buryIfExhausted(address, freed.sequence());
    }
    for (QueuedMessage expired : queue.expired(now)) {
      if (subscription.settings.deadLetterExpired()) {
        bury(
            address,
            expired,
            Map.of(
                REASON,
                "TTLExpiredException",
                DESCRIPTION,
                "The message expired and was dead lettered."));
      } else {
        book.commit(new Removed(address, expired.sequence()));
      }
    }
    return Optional.of(queue);
  }

  private void buryIfExhausted(QueueAddress address, long sequence) {
    Subscription subscription = book.state().subscription(address.subscription());
    if (subscription == null || address.deadLetter()) {
      return;
    }
    QueuedMessage message = subscription.main.get(sequence);
    if (message != null && message.deliveries() >= subscription.settings.maxDeliveryCount()) {
      bury(
          address,
          message,
          Map.of(
              REASON,
              "MaxDeliveryCountExceeded",
              DESCRIPTION,
              "Message could not be consumed after "
                  + message.deliveries()
                  + " delivery attempts."));
    }
  }

  private void bury(QueueAddress address, QueuedMessage message, Map<String, Object> properties) {
    book.commit(
        new DeadLettered(
            address.subscription(),
            message.sequence(),
            message.envelope().withApplicationProperties(properties)));
  }
}
