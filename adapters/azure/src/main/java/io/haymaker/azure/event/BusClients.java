package io.haymaker.azure.event;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;

/** Builds the clients of the events' topic and subscription. */
final class BusClients {
  private final BusSettings settings;
  private final TokenCredential credential;
  private final AmqpRetryOptions retries;

  BusClients(BusSettings settings, TokenCredential credential, Duration tryTimeout) {
    this.settings = settings;
    this.credential = credential;
    this.retries =
        new AmqpRetryOptions()
            .setMaxRetries(2)
            .setDelay(Duration.ofMillis(500))
            .setMaxDelay(Duration.ofSeconds(5))
            .setTryTimeout(tryTimeout);
  }

  /** A receiver under locks, which the client renews for up to five minutes. */
  ServiceBusReceiverClient receiver() {
    return builder()
        .receiver()
        .topicName(settings.topic())
        .subscriptionName(settings.subscription())
        .disableAutoComplete()
        .prefetchCount(0)
        .buildClient();
  }

  ServiceBusSenderClient sender() {
    return builder().sender().topicName(settings.topic()).buildClient();
  }

  private ServiceBusClientBuilder builder() {
    if (settings.connectionString().isPresent()) {
      return BusBuilders.of(settings.connectionString().get()).retryOptions(retries);
    }
    String host = settings.namespace().replaceAll(":\\d+$", "");
    var builder = new ServiceBusClientBuilder().credential(host, credential).retryOptions(retries);
    if (!settings.namespace().equals(host)) {
      BusBuilders.at(builder, settings.namespace());
    }
    return builder;
  }
}
