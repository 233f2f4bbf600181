package io.haymaker.emulator.servicebus.broker;

import io.haymaker.emulator.servicebus.broker.BusRecord.Changed;
import io.haymaker.emulator.servicebus.broker.BusRecord.DeadLettered;
import io.haymaker.emulator.servicebus.broker.BusRecord.Delivered;
import io.haymaker.emulator.servicebus.broker.BusRecord.Kept;
import io.haymaker.emulator.servicebus.broker.BusRecord.Released;
import io.haymaker.emulator.servicebus.broker.BusRecord.Removed;
import io.haymaker.emulator.servicebus.broker.BusRecord.RulesPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.ScheduleCancelled;
import io.haymaker.emulator.servicebus.broker.BusRecord.ScheduleReleased;
import io.haymaker.emulator.servicebus.broker.BusRecord.Scheduled;
import io.haymaker.emulator.servicebus.broker.BusRecord.Sent;
import io.haymaker.emulator.servicebus.broker.BusRecord.SubscriptionPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.SubscriptionRemoved;
import io.haymaker.emulator.servicebus.broker.BusRecord.TopicPut;
import io.haymaker.emulator.servicebus.broker.BusRecord.TopicRemoved;
import io.haymaker.emulator.servicebus.filter.Rule;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the log says: the only code that changes topics, subscriptions and messages, used alike for
 * a record just written and for one read at start-up. Not safe for threads.
 */
final class BusState {
  /** A topic: it keeps only what is scheduled, everything else is in the subscriptions. */
  static final class Topic {
    final TopicAddress address;
    TopicSettings settings;
    long next = 1;
    final TreeMap<Long, Scheduled> scheduled = new TreeMap<>();
    final Map<SubscriptionAddress, Subscription> subscriptions = new LinkedHashMap<>();

    Topic(TopicAddress address, TopicSettings settings) {
      this.address = address;
      this.settings = settings;
    }
  }

  /** A subscription and its two queues. */
  static final class Subscription {
    final SubscriptionAddress address;
    SubscriptionSettings settings;
    long next = 1;

    /** Absent until they are written; it gets everything until then. */
    Optional<List<Rule>> rules = Optional.empty();

    final MessageQueue main = new MessageQueue();
    final MessageQueue dead = new MessageQueue();

    Subscription(SubscriptionAddress address, SubscriptionSettings settings) {
      this.address = address;
      this.settings = settings;
    }

    boolean gets(Envelope message) {
      return rules.isEmpty()
          || rules.get().stream().anyMatch(rule -> rule.filter().chooses(message));
    }

    MessageQueue queue(boolean deadLetter) {
      return deadLetter ? dead : main;
    }
  }

  private final Map<TopicAddress, Topic> topics = new LinkedHashMap<>();

  @Nullable Topic topic(TopicAddress address) {
    return topics.get(address);
  }

  @Nullable Subscription subscription(SubscriptionAddress address) {
    Topic topic = topics.get(address.topic());
    return topic == null ? null : topic.subscriptions.get(address);
  }

  Collection<Topic> topics() {
    return topics.values();
  }

  /** Takes the record into account; a record about something that is gone changes nothing. */
  void apply(BusRecord entry) {
    switch (entry) {
      case TopicPut put -> {
        Topic topic = topics.computeIfAbsent(put.topic(), name -> new Topic(name, put.settings()));
        topic.settings = put.settings();
        topic.next = Math.max(topic.next, put.nextSequence());
      }
      case TopicRemoved removed -> topics.remove(removed.topic());
      case SubscriptionPut put -> putSubscription(put);
      case RulesPut put -> {
        Subscription subscription = subscription(put.subscription());
        if (subscription != null) {
          subscription.rules = Optional.of(put.rules());
        }
      }
      case SubscriptionRemoved removed -> {
        Topic topic = topics.get(removed.subscription().topic());
        if (topic != null) {
          topic.subscriptions.remove(removed.subscription());
        }
      }
      case Sent sent -> {
        Topic topic = topics.get(sent.topic());
        if (topic != null) {
          sent.messages().forEach(message -> fanOut(topic, topic.next++, sent.at(), message));
        }
      }
      case Scheduled scheduled -> {
        Topic topic = topics.get(scheduled.topic());
        if (topic != null) {
          topic.scheduled.put(scheduled.sequence(), scheduled);
          topic.next = Math.max(topic.next, scheduled.sequence() + 1);
        }
      }
      case ScheduleReleased released -> {
        Topic topic = topics.get(released.topic());
        Scheduled due = topic == null ? null : topic.scheduled.remove(released.sequence());
        if (topic != null && due != null) {
          fanOut(topic, due.sequence(), due.due(), due.message());
        }
      }
      case ScheduleCancelled cancelled -> {
        Topic topic = topics.get(cancelled.topic());
        if (topic != null) {
          topic.scheduled.remove(cancelled.sequence());
        }
      }
      case Delivered delivered ->
          change(delivered.queue(), delivered.sequence(), QueuedMessage::delivered);
      case Released released ->
          change(released.queue(), released.sequence(), QueuedMessage::released);
      case Removed removed -> {
        Subscription subscription = subscription(removed.queue().subscription());
        if (subscription != null) {
          subscription.queue(removed.queue().deadLetter()).remove(removed.sequence());
        }
      }
      case DeadLettered dead -> {
        Subscription subscription = subscription(dead.subscription());
        QueuedMessage message =
            subscription == null ? null : subscription.main.remove(dead.sequence());
        if (subscription != null && message != null) {
          subscription.dead.put(message.deadLettered(dead.message()));
        }
      }
      case Changed changed ->
          change(
              changed.queue(),
              changed.sequence(),
              message -> message.with(changed.message(), changed.deferred()));
      case Kept kept -> {
        Subscription subscription = subscription(kept.queue().subscription());
        if (subscription != null) {
          subscription.queue(kept.queue().deadLetter()).put(kept.message());
        }
      }
    }
  }

  /** The shortest log that gives this state. */
  List<BusRecord> snapshot() {
    List<BusRecord> records = new ArrayList<>();
    for (Topic topic : topics.values()) {
      records.add(new TopicPut(topic.address, topic.settings, topic.next));
      records.addAll(topic.scheduled.values());
      for (Subscription subscription : topic.subscriptions.values()) {
        records.add(
            new SubscriptionPut(subscription.address, subscription.settings, subscription.next));
        subscription.rules.ifPresent(
            rules -> records.add(new RulesPut(subscription.address, rules)));
        subscription
            .main
            .all()
            .forEach(m -> records.add(new Kept(subscription.address.queue(), m)));
        subscription
            .dead
            .all()
            .forEach(m -> records.add(new Kept(subscription.address.deadLetterQueue(), m)));
      }
    }
    return records;
  }

  private void putSubscription(SubscriptionPut put) {
    Topic topic = topics.get(put.subscription().topic());
    if (topic == null) {
      return;
    }
    Subscription subscription =
        topic.subscriptions.computeIfAbsent(
            put.subscription(), name -> new Subscription(name, put.settings()));
    subscription.settings = put.settings();
    subscription.next = Math.max(subscription.next, put.nextSequence());
  }

  private void change(QueueAddress address, long sequence, UnaryOperator<QueuedMessage> how) {
    Subscription subscription = subscription(address.subscription());
    if (subscription == null) {
      return;
    }
    MessageQueue queue = subscription.queue(address.deadLetter());
    QueuedMessage message = queue.get(sequence);
    if (message != null) {
      queue.put(how.apply(message));
    }
  }

  private static void fanOut(Topic topic, long topicSequence, Instant at, Envelope message) {
    for (Subscription subscription : topic.subscriptions.values()) {
      if (!subscription.gets(message)) {
        continue;
      }
      Optional<Instant> expires =
          Stream.of(
                  message.timeToLive(),
                  topic.settings.timeToLive(),
                  subscription.settings.timeToLive())
              .flatMap(Optional::stream)
              .min(Duration::compareTo)
              .map(at::plus);
      subscription.main.put(
          new QueuedMessage(subscription.next++, topicSequence, at, expires, 0, false, message));
    }
  }
}
