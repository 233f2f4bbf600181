package io.haymaker.chaos.scaler;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import io.haymaker.azure.event.BusBuilders;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.retry.Pauser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Takes messages from their subscriptions when their containers have done their work, in place of
 * the containers: all are received under locks as they come, and completed one by one.
 */
final class Hands implements AutoCloseable {
  private static final int AT_ONCE = 50;
  private static final Duration WAIT = Duration.ofSeconds(1);

  private record Held(ServiceBusReceiverClient client, ServiceBusReceivedMessage message) {}

  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Trust is the JVM's ({@link io.haymaker.azure.event.BusTrust}). */
  Hands(SecretValue connection, String topic, List<String> subscriptions) {
    ServiceBusClientBuilder builder = BusBuilders.of(connection);
    for (String subscription : subscriptions) {
      Supplier<ServiceBusReceiverClient> client =
          () ->
              builder
                  .receiver()
                  .topicName(topic)
                  .subscriptionName(subscription)
                  .disableAutoComplete()
                  .maxAutoLockRenewDuration(Duration.ZERO)
                  .prefetchCount(0)
                  .buildClient();
      Thread.ofVirtual().name("hands-" + subscription).start(() -> receive(client, subscription));
    }
  }

  /** A client that has failed may never work again, so another one takes its place. */
  private void receive(Supplier<ServiceBusReceiverClient> clients, String subscription) {
    while (!closed) {
      try (ServiceBusReceiverClient client = clients.get()) {
        while (!closed) {
          for (ServiceBusReceivedMessage message : client.receiveMessages(AT_ONCE, WAIT)) {
            held.put(Letter.key(subscription, message.getMessageId()), new Held(client, message));
          }
        }
      } catch (RuntimeException e) {
        // Whatever the client and Reactor throw.
        pause();
      }
    }
  }

  private void pause() {
    try {
      Pauser.system().pause(WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /**
   * Takes a message away.
   *
   * @return false when it is not known to have gone: to be tried again
   */
  boolean settle(String key) {
    Held one = held.get(key);
    if (one == null) {
      return false;
    }
    try {
      one.client().complete(one.message());
      return true;
    } catch (RuntimeException e) {
      return isGone(one);
    }
  }

  /** Its lock may be over, then it comes again; or only the answer was lost. */
  private static boolean isGone(Held one) {
    long place = one.message().getSequenceNumber();
    try {
      return one.client().peekMessages(1, place).stream()
          .noneMatch(shown -> shown.getSequenceNumber() == place);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** On return nothing more is asked for; what is under way ends within a second. */
  @Override
  public void close() {
    closed = true;
  }
}
