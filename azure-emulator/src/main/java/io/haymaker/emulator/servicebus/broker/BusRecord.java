package io.haymaker.emulator.servicebus.broker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.haymaker.emulator.servicebus.filter.Rule;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.time.Instant;
import java.util.List;

/**
 * One line of the log. Each holds facts only (no "now", no random value), so that replaying the log
 * always gives the same queues with the same numbers.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "record")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BusRecord.TopicPut.class, name = "topic"),
  @JsonSubTypes.Type(value = BusRecord.TopicRemoved.class, name = "topic-removed"),
  @JsonSubTypes.Type(value = BusRecord.SubscriptionPut.class, name = "subscription"),
  @JsonSubTypes.Type(value = BusRecord.RulesPut.class, name = "rules"),
  @JsonSubTypes.Type(value = BusRecord.SubscriptionRemoved.class, name = "subscription-removed"),
  @JsonSubTypes.Type(value = BusRecord.Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = BusRecord.Scheduled.class, name = "scheduled"),
  @JsonSubTypes.Type(value = BusRecord.ScheduleReleased.class, name = "schedule-released"),
  @JsonSubTypes.Type(value = BusRecord.ScheduleCancelled.class, name = "schedule-cancelled"),
  @JsonSubTypes.Type(value = BusRecord.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = BusRecord.Released.class, name = "released"),
  @JsonSubTypes.Type(value = BusRecord.Removed.class, name = "removed"),
  @JsonSubTypes.Type(value = BusRecord.DeadLettered.class, name = "dead-lettered"),
  @JsonSubTypes.Type(value = BusRecord.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = BusRecord.Kept.class, name = "kept"),
})
sealed interface BusRecord {
  /** A topic exists with these settings; {@code nextSequence} only ever raises its counter. */
  record TopicPut(TopicAddress topic, TopicSettings settings, long nextSequence)
      implements BusRecord {}

  record TopicRemoved(TopicAddress topic) implements BusRecord {}

  /** As {@link TopicPut}, for a subscription. */
  record SubscriptionPut(
      SubscriptionAddress subscription, SubscriptionSettings settings, long nextSequence)
      implements BusRecord {}

  /** From this place of the log on, the subscription gets what one of these rules chooses. */
  record RulesPut(SubscriptionAddress subscription, List<Rule> rules) implements BusRecord {
    public RulesPut {
      rules = List.copyOf(rules);
    }
  }

  record SubscriptionRemoved(SubscriptionAddress subscription) implements BusRecord {}

  /** Accepted together, for every subscription that exists at this place of the log. */
  record Sent(TopicAddress topic, Instant at, List<Envelope> messages) implements BusRecord {
    public Sent {
      messages = List.copyOf(messages);
    }
  }

  record Scheduled(TopicAddress topic, long sequence, Instant due, Envelope message)
      implements BusRecord {}

  record ScheduleReleased(TopicAddress topic, long sequence) implements BusRecord {}

  record ScheduleCancelled(TopicAddress topic, long sequence) implements BusRecord {}

  record Delivered(QueueAddress queue, long sequence) implements BusRecord {}

  /** Takes the last delivery back. */
  record Released(QueueAddress queue, long sequence) implements BusRecord {}

  record Removed(QueueAddress queue, long sequence) implements BusRecord {}

  record DeadLettered(SubscriptionAddress subscription, long sequence, Envelope message)
      implements BusRecord {}

  /** The message has other properties now, or is deferred, or no longer is. */
  record Changed(QueueAddress queue, long sequence, boolean deferred, Envelope message)
      implements BusRecord {}

  /** A message whole, as a rewritten log holds it. */
  record Kept(QueueAddress queue, QueuedMessage message) implements BusRecord {}
}
