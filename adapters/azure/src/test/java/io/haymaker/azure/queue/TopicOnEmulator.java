package io.haymaker.azure.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.haymaker.azure.EmulatedAzure;
import io.haymaker.azure.event.BusBuilders;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.fault.FaultBook;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.emulator.servicebus.ServiceBus;
import io.haymaker.testkit.scaler.TopicUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A topic in the emulator, with others who send and receive through the official client. */
final class TopicOnEmulator implements TopicUnderTest, AutoCloseable {
  private static final String VERSION = "2024-01-01";
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final EmulatedAzure azure;
  private final String name;
  private final String id;
  private final ServiceBusQueues queues;
  private final List<ServiceBusReceiverClient> others = new ArrayList<>();

  TopicOnEmulator(EmulatedAzure azure, String name) {
    this.azure = azure;
    this.name = name;
    this.id =
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus/topics/%s"
            .formatted(azure.subscription(), ServiceBus.GROUP, name);
    azure.put(id, VERSION, "{}");
    queues = azure.cloud().messageQueues(settings(Optional.empty()));
  }

  QueueSettings settings(Optional<String> namespace) {
    return QueueSettings.of(connection(), name, namespace, azure.subscription(), ServiceBus.GROUP);
  }

  String id() {
    return id;
  }

  private SecretValue connection() {
    EmulatorInfo.Bus bus = azure.emulator().info().bus().orElseThrow();
    return new SecretValue(bus.connectionString().reveal());
  }

  private ServiceBusClientBuilder builder() {
    return BusBuilders.of(connection());
  }

  @Override
  public ServiceBusQueues queues() {
    return queues;
  }

  @Override
  public void subscription(String subscription) {
    azure.put(id + "/subscriptions/" + subscription, VERSION, "{}");
  }

  @Override
  public void send(Optional<String> messageId, Optional<Object> fileSize) {
    var message = new ServiceBusMessage(BinaryData.fromString("{}"));
    messageId.ifPresent(message::setMessageId);
    fileSize.ifPresent(size -> message.getApplicationProperties().put("file_size_mb", size));
    try (ServiceBusSenderClient sender = builder().sender().topicName(name).buildClient()) {
      sender.sendMessage(message);
    }
  }

  @Override
  public void lockFirst(String subscription) {
    others.add(first(subscription).receiver());
  }

  @Override
  public void settleFirst(String subscription) {
    Held held = first(subscription);
    held.receiver().complete(held.message());
    held.receiver().close();
  }

  /** A message that somebody has under a lock. */
  record Held(ServiceBusReceiverClient receiver, ServiceBusReceivedMessage message) {}

  Held first(String subscription) {
    ServiceBusReceiverClient receiver =
        builder()
            .receiver()
            .topicName(name)
            .subscriptionName(subscription)
            .disableAutoComplete()
            .prefetchCount(0)
            .buildClient();
    ServiceBusReceivedMessage message =
        receiver.receiveMessages(1, WAIT).stream()
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing to receive in " + subscription));
    return new Held(receiver, message);
  }

  @Override
  public void listable(boolean can) {
    azure.heal();
    if (!can) {
      azure.failNext(Integer.MAX_VALUE, "GET", "**/topics/" + name + "/subscriptions", 500, "Oops");
    }
  }

  @Override
  public void reachable(boolean can) {
    azure.heal();
    if (!can) {
      drop(Integer.MAX_VALUE);
    }
  }

  /** Ends so many connections without a word; returns when the first has ended. */
  void drop(int connections) {
    FaultBook faults = azure.emulator().cloud().faults();
    faults.add(
        FaultRule.always("away", "CONNECT", "/amqp", new Effect.LoseResponse()).times(connections));
    for (int looks = 0; faults.list().getFirst().hits() < 1; looks++) {
      assertThat(looks).as("looks of 20 ms").isLessThan(4_000);
      pause();
    }
  }

  private static void pause() {
    try {
      assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    azure.heal();
    queues.close();
    others.forEach(ServiceBusReceiverClient::close);
  }
}
