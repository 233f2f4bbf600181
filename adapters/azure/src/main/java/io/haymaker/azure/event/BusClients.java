package io.haymaker.azure.event;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the official clients. They trust what the JVM's default {@link javax.net.ssl.SSLContext}
 * trusts and offer no way to say otherwise; whoever starts the program sets that context.
 */
final class BusClients {
  private static final Pattern ENDPOINT = Pattern.compile("(?i)Endpoint=sb://([^;/]+:\\d+)");
  private static final String PLAIN = "usedevelopmentemulator=true";

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
    ServiceBusClientBuilder builder = new ServiceBusClientBuilder().retryOptions(retries);
    Optional<String> address;
    if (settings.connectionString().isPresent()) {
      String connection = settings.connectionString().get().reveal();
      builder.connectionString(connection);
      boolean isPlain = connection.toLowerCase(Locale.ROOT).contains(PLAIN);
      Matcher endpoint = ENDPOINT.matcher(connection);
      address = !isPlain && endpoint.find() ? Optional.of(endpoint.group(1)) : Optional.empty();
    } else {
      String host = settings.namespace().replaceAll(":\\d+$", "");
      builder.credential(host, credential);
      address =
          settings.namespace().equals(host) ? Optional.empty() : Optional.of(settings.namespace());
    }
    // The client drops the port of a namespace; only a custom endpoint keeps it.
    address.ifPresent(at -> builder.customEndpointAddress("https://" + at));
    return builder;
  }
}
