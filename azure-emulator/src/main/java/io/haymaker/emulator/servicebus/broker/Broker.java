package io.haymaker.emulator.servicebus.broker;

import io.haymaker.emulator.servicebus.broker.BusRecord.RulesPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.ScheduleCancelled;
import io.haymaker.emulator.servicebus.broker.BusRecord.Scheduled;
import io.haymaker.emulator.servicebus.broker.BusRecord.Sent;
import io.haymaker.emulator.servicebus.broker.BusRecord.SubscriptionPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.SubscriptionRemoved;
import io.haymaker.emulator.servicebus.broker.BusRecord.TopicPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.TopicRemoved;
import io.haymaker.emulator.servicebus.broker.BusState.Subscription;
import io.haymaker.emulator.servicebus.broker.BusState.Topic;
import io.haymaker.emulator.servicebus.broker.MessageQueue.Lock;
import io.haymaker.emulator.servicebus.filter.Rule;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The bus: thread-safe, one lock for all of it. What a method returned for has been written to the
 * log. Time passes by the clock alone: ended locks, ended lives and due schedules take effect at
 * the next call about their topic, whichever it is.
 */
public final class Broker implements AutoCloseable {
  /** Bytes of one message, or of all messages sent together (the Standard tier's limit). */
  public static final long MAX_MESSAGE_BYTES = 256 * 1024;

  /** Messages in one answer to a peek (service-bus quotas). */
  public static final int MAX_PEEK = 250;

  private final ReentrantLock lock = new ReentrantLock();
  private final BusBook book;
  private final QueueClerk clerk;
  private final Clock clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * Opens the bus with everything that the log in the folder says; no message is locked.
   *
   * @throws CorruptLogException if the log cannot be understood
   */
  public Broker(Path folder, Clock clock) {
    this.clock = clock;
    this.book = new BusBook(folder);
    this.clerk = new QueueClerk(book, clock);
  }

  /** Makes the topic or changes its settings. */
  public void putTopic(TopicAddress topic, TopicSettings settings) {
    locked(() -> book.commit(new TopicPut(topic, settings, 1)));
  }

  /** Removes the topic with its subscriptions and messages; nothing if it is not there. */
  public void removeTopic(TopicAddress topic) {
    locked(() -> book.commit(new TopicRemoved(topic)));
    announce();
  }

  /** Removes all topics of a namespace. */
  public void removeNamespace(String namespace) {
    locked(
        () ->
            book.state().topics().stream()
                .map(topic -> topic.address)
                .filter(topic -> topic.namespace().equalsIgnoreCase(namespace))
                .toList()
                .forEach(topic -> book.commit(new TopicRemoved(topic))));
    announce();
  }

  /** Removes every topic and subscription that is not among these. */
  public void retain(Set<TopicAddress> topics, Set<SubscriptionAddress> subscriptions) {
    locked(
        () -> {
          for (Topic topic : List.copyOf(book.state().topics())) {
            if (!topics.contains(topic.address)) {
              book.commit(new TopicRemoved(topic.address));
            }
            for (SubscriptionAddress address : List.copyOf(topic.subscriptions.keySet())) {
              if (!subscriptions.contains(address)) {
                book.commit(new SubscriptionRemoved(address));
              }
            }
          }
        });
    announce();
  }

  /** Makes the subscription or changes its settings; false if its topic is not there. */
  public boolean putSubscription(SubscriptionAddress subscription, SubscriptionSettings settings) {
    return locked(
        () -> {
          if (book.state().topic(subscription.topic()) == null) {
            return false;
          }
          book.commit(new SubscriptionPut(subscription, settings, 1));
          return true;
        });
  }

  /**
   * Says which messages the subscription gets from now on; nothing if it is not there. One that was
   * never told gets all.
   */
  public void putRules(SubscriptionAddress subscription, List<Rule> rules) {
    locked(() -> book.commit(new RulesPut(subscription, rules)));
  }

  /** Whether the subscription was ever told which messages it gets. */
  public boolean hasRules(SubscriptionAddress address) {
    return locked(
        () -> {
          Subscription subscription = book.state().subscription(address);
          return subscription != null && subscription.rules.isPresent();
        });
  }

  /** Removes the subscription with its messages; nothing if it is not there. */
  public void removeSubscription(SubscriptionAddress subscription) {
    locked(() -> book.commit(new SubscriptionRemoved(subscription)));
    announce();
  }

  /** Whether the topic exists. */
  public boolean hasTopic(TopicAddress topic) {
    return locked(() -> book.state().topic(topic) != null);
  }

  /** Whether the subscription exists. */
  public boolean hasSubscription(SubscriptionAddress subscription) {
    return locked(() -> book.state().subscription(subscription) != null);
  }

  /** How many messages a queue holds, locked and deferred ones included; 0 if it is not there. */
  public int count(QueueAddress queue) {
    return locked(() -> clerk.found(queue).map(messages -> messages.all().size()).orElse(0));
  }

  /** Stores the messages, all or none; those with a time to come appear then. */
  public SendOutcome send(TopicAddress address, List<Envelope> messages) {
    SendOutcome outcome =
        locked(
            () -> {
              Topic topic = book.state().topic(address);
              if (topic == null) {
                return new SendOutcome.NoSuchTopic();
              }
              long bytes = messages.stream().mapToLong(message -> message.encode().length).sum();
              if (bytes > MAX_MESSAGE_BYTES) {
                return new SendOutcome.TooLarge(bytes, MAX_MESSAGE_BYTES);
              }
              Instant now = clock.instant();
              List<Envelope> ready = new ArrayList<>();
              List<BusRecord> records = new ArrayList<>();
              long next = topic.next;
              for (Envelope message : messages) {
                Optional<Instant> due = message.scheduledFor().filter(at -> at.isAfter(now));
                if (due.isPresent()) {
                  records.add(new Scheduled(address, next++, due.get(), message));
                } else {
                  ready.add(message);
                }
              }
              if (!ready.isEmpty()) {
                records.add(new Sent(address, now, ready));
              }
              book.commit(records);
              return new SendOutcome.Stored();
            });
    if (outcome instanceof SendOutcome.Stored) {
      announce();
    }
    return outcome;
  }

  /**
   * Stores the messages to appear at their own scheduled times (at once if they have none).
   *
   * @return their numbers, in order; absent if the topic is not there
   */
  public Optional<List<Long>> schedule(TopicAddress address, List<Envelope> messages) {
    return locked(
        () -> {
          Topic topic = book.state().topic(address);
          if (topic == null) {
            return Optional.empty();
          }
          List<BusRecord> records = new ArrayList<>();
          List<Long> numbers = new ArrayList<>();
          for (Envelope message : messages) {
            long number = topic.next + numbers.size();
            numbers.add(number);
            records.add(
                new Scheduled(
                    address, number, message.scheduledFor().orElseGet(clock::instant), message));
          }
          book.commit(records);
          return Optional.of(numbers);
        });
  }

  /** Takes scheduled messages back, all or (if one of them is not waiting) none. */
  public boolean cancelScheduled(TopicAddress address, List<Long> numbers) {
    return locked(
        () -> {
          Topic topic = book.state().topic(address);
          if (topic == null || !topic.scheduled.keySet().containsAll(numbers)) {
            return false;
          }
          book.commit(numbers.stream().map(n -> new ScheduleCancelled(address, n)).toList());
          return true;
        });
  }

  /** The next message for a receiver, if there is one. */
  public Optional<Received> take(QueueAddress address, ReceiveMode mode) {
    return locked(
        () ->
            clerk
                .found(address)
                .flatMap(MessageQueue::firstAvailable)
                .map(message -> clerk.hand(address, message, mode)));
  }

  /** Deferred messages by their numbers; absent if one of them is not there to be had. */
  public Optional<List<Received>> takeDeferred(
      QueueAddress address, List<Long> numbers, ReceiveMode mode) {
    return locked(
        () -> {
          MessageQueue queue = clerk.found(address).orElse(null);
          if (queue == null) {
            return Optional.empty();
          }
          List<QueuedMessage> messages = new ArrayList<>();
          for (long number : numbers) {
            QueuedMessage message = queue.get(number);
            if (message == null || !message.deferred() || queue.isLocked(number)) {
              return Optional.empty();
            }
            messages.add(message);
          }
          return Optional.of(messages.stream().map(m -> clerk.hand(address, m, mode)).toList());
        });
  }

  /** Does what the holder of the lock wants; false if the lock has ended or never was. */
  public boolean settle(QueueAddress address, UUID token, Settlement how) {
    boolean done =
        locked(
            () -> {
              MessageQueue queue = clerk.found(address).orElse(null);
              Lock held = queue == null ? null : queue.held(token);
              QueuedMessage message =
                  queue == null || held == null ? null : queue.get(held.sequence());
              if (queue == null || held == null || message == null) {
                return false;
              }
              clerk.settle(address, queue, held, message, how);
              return true;
            });
    if (done) {
      announce();
    }
    return done;
  }

  /** Gives the holder the full lock duration from now; the new end, absent if the lock is lost. */
  public Optional<Instant> renew(QueueAddress address, UUID token) {
    return locked(
        () -> {
          MessageQueue queue = clerk.found(address).orElse(null);
          Lock held = queue == null ? null : queue.held(token);
          if (queue == null || held == null) {
            return Optional.empty();
          }
          Instant until = clerk.lockEnd(address);
          queue.extend(held, until);
          return Optional.of(until);
        });
  }

  /** Messages from the number on, in order, without taking them; at most {@link #MAX_PEEK}. */
  public List<QueuedMessage> peek(QueueAddress address, long fromSequence, int atMost) {
    return locked(
        () ->
            clerk
                .found(address)
                .map(queue -> queue.from(fromSequence, Math.min(atMost, MAX_PEEK)))
                .orElse(List.of()));
  }

  /**
   * Calls the listener (which must be quick) whenever there may be something new.
   *
   * @return ends it
   */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    locked(book::close);
  }

  private void announce() {
    listeners.forEach(Runnable::run);
  }

  private void locked(Runnable action) {
    locked(
        () -> {
          action.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
