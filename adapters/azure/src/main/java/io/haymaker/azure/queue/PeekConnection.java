package io.haymaker.azure.queue;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import io.haymaker.azure.event.BusBuilders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One connection to the bus, on which any number of subscriptions are peeked at. It is closed when
 * it has been given up and nobody waits for an answer on it any more.
 *
 * <p>A peek is one request and its answer: no link is opened on which messages could arrive.
 */
final class PeekConnection {
  private final ServiceBusClientBuilder builder;
  private final String topic;
  private final Duration tryTimeout;
  private final Map<String, ServiceBusReceiverAsyncClient> clients = new HashMap<>();
  private int users;
  private boolean isGivenUp;
  private boolean hasAnswered;

  /**
   * @param tryTimeout after which one request is given up; it is made twice
   */
  PeekConnection(QueueSettings settings, Duration tryTimeout) {
    this.topic = settings.topic();
    this.tryTimeout = tryTimeout;
    this.builder =
        BusBuilders.of(settings.connection().text())
            .retryOptions(
                new AmqpRetryOptions()
                    .setMaxRetries(1)
                    .setDelay(Duration.ofMillis(200))
                    .setMaxDelay(Duration.ofSeconds(1))
                    .setTryTimeout(tryTimeout));
  }

  /** Whoever enters leaves again; false when the connection has been given up. */
  synchronized boolean enter() {
    if (!isGivenUp) {
      users++;
    }
    return !isGivenUp;
  }

  void leave() {
    List<ServiceBusReceiverAsyncClient> unused;
    synchronized (this) {
      users--;
      unused = unused();
    }
    unused.forEach(ServiceBusReceiverAsyncClient::close);
  }

  /** From now on nobody may enter. */
  void giveUp() {
    List<ServiceBusReceiverAsyncClient> unused;
    synchronized (this) {
      isGivenUp = true;
      unused = unused();
    }
    unused.forEach(ServiceBusReceiverAsyncClient::close);
  }

  /** Whether the bus has ever answered on it. */
  synchronized boolean hasAnswered() {
    return hasAnswered;
  }

  /**
   * Looks at messages; to be called between entering and leaving.
   *
   * @throws RuntimeException of the client or of Reactor when there was no answer in time
   */
  List<ServiceBusReceivedMessage> peek(String subscription, long from, int most) {
    List<ServiceBusReceivedMessage> messages =
        Objects.requireNonNull(
            client(subscription).peekMessages(most, from).collectList().block(patience()));
    synchronized (this) {
      hasAnswered = true;
    }
    return messages;
  }

  /** Little with a connection that works: it answers soon or is dead, and another is tried. */
  private Duration patience() {
    return hasAnswered() ? tryTimeout.dividedBy(2) : tryTimeout.multipliedBy(5).dividedBy(2);
  }

  private synchronized ServiceBusReceiverAsyncClient client(String subscription) {
    return clients.computeIfAbsent(
        subscription,
        name ->
            builder
                .receiver()
                .topicName(topic)
                .subscriptionName(name)
                .disableAutoComplete()
                .prefetchCount(0)
                .buildAsyncClient());
  }

  private List<ServiceBusReceiverAsyncClient> unused() {
    if (!isGivenUp || users > 0) {
      return List.of();
    }
    List<ServiceBusReceiverAsyncClient> all = List.copyOf(clients.values());
    clients.clear();
    return all;
  }
}
