package io.haymaker.emulator.servicebus.broker;

import java.util.Locale;

/** Which subscription of which topic. The name is kept in lower case. */
public record SubscriptionAddress(TopicAddress topic, String name) {
  /** Normalises the name. */
  public SubscriptionAddress {
    name = name.toLowerCase(Locale.ROOT);
  }

  /** The queue that receivers of the subscription read. */
  public QueueAddress queue() {
    return new QueueAddress(this, false);
  }

  /** The queue of what could not be processed. */
  public QueueAddress deadLetterQueue() {
    return new QueueAddress(this, true);
  }
}
