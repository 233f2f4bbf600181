package io.haymaker.emulator.servicebus.broker;

import java.util.Locale;

/** Which topic. Names are kept in lower case, because the bus compares them without case. */
public record TopicAddress(String namespace, String topic) {
  /** Normalises both names. */
  public TopicAddress {
    namespace = namespace.toLowerCase(Locale.ROOT);
    topic = topic.toLowerCase(Locale.ROOT);
  }

  /** The subscription of that name under this topic. */
  public SubscriptionAddress subscription(String name) {
    return new SubscriptionAddress(this, name);
  }
}
