package io.haymaker.emulator.servicebus.amqp;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import io.haymaker.emulator.servicebus.MovableClock;
import io.haymaker.emulator.servicebus.access.AccessRule;
import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.SignatureOffice;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SubscriptionAddress;
import io.haymaker.emulator.servicebus.broker.SubscriptionSettings;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import io.haymaker.emulator.servicebus.broker.TopicSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A bus on a plain port with one topic and one subscription, and the official client for it. */
final class BusFixture implements AutoCloseable {
  static final String TOPIC = "agent-logs";
  static final String SUBSCRIPTION = "orchestrator-sub";
  static final TopicAddress TOPIC_ADDRESS = new TopicAddress("hm-demo", TOPIC);
  static final SubscriptionAddress ADDRESS = TOPIC_ADDRESS.subscription(SUBSCRIPTION);

  final MovableClock clock = new MovableClock(Clock.systemUTC().instant());
  final Path folder;
  private Broker broker;
  private AmqpListener listener;

  BusFixture(Path folder) throws IOException {
    this.folder = folder;
    broker = new Broker(folder, clock);
    broker.putTopic(TOPIC_ADDRESS, TopicSettings.standard());
    broker.putSubscription(
        ADDRESS, new SubscriptionSettings(Duration.ofSeconds(30), 5, Optional.empty(), false));
    listener = listen(0);
  }

  Broker broker() {
    return broker;
  }

  /** Everything dies without goodbye and comes back on the same port with the same data. */
  void restart() throws IOException {
    int port = listener.port();
    stop();
    broker = new Broker(folder, clock);
    listener = listen(port);
  }

  private void stop() throws IOException {
    listener.close();
    broker.close();
  }

  private AmqpListener listen(int port) throws IOException {
    SignatureOffice signatures = new SignatureOffice(BusFixture::rule, clock);
    PassOffice office =
        new PassOffice() {
          @Override
          public Admission admit(String namespace, String token) {
            return signatures.admit(namespace, token);
          }

          @Override
          public Admission admitKey(String namespace, String name, String key) {
            return signatures.admitKey(namespace, name, key);
          }
        };
    return AmqpListener.open(
        port, Optional.empty(), new BusDesk(broker, host -> Optional.of("hm-demo"), office, clock));
  }

  private static Optional<AccessRule> rule(String namespace, String name) {
    return switch (name) {
      case "all" -> Optional.of(new AccessRule(EnumSet.allOf(BusRight.class), List.of("a2V5")));
      case "send-only" -> Optional.of(new AccessRule(Set.of(BusRight.SEND), List.of("a2V5")));
      default -> Optional.empty();
    };
  }

  ServiceBusClientBuilder client() {
    return client("all", "a2V5");
  }

  ServiceBusClientBuilder client(String rule, String key) {
    return new ServiceBusClientBuilder()
        .connectionString(
            "Endpoint=sb://localhost:%d;SharedAccessKeyName=%s;SharedAccessKey=%s;UseDevelopmentEmulator=true"
                .formatted(listener.port(), rule, key))
        .retryOptions(
            new AmqpRetryOptions()
                .setMaxRetries(1)
                .setDelay(Duration.ofMillis(100))
                .setTryTimeout(Duration.ofSeconds(5)));
  }

  ServiceBusSenderClient sender() {
    return client().sender().topicName(TOPIC).buildClient();
  }

  ServiceBusReceiverClient receiver() {
    return receiver(SubQueue.NONE, ServiceBusReceiveMode.PEEK_LOCK);
  }

  ServiceBusReceiverClient receiver(SubQueue queue, ServiceBusReceiveMode mode) {
    return client()
        .receiver()
        .topicName(TOPIC)
        .subscriptionName(SUBSCRIPTION)
        .subQueue(queue)
        .receiveMode(mode)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .disableAutoComplete()
        .buildClient();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
