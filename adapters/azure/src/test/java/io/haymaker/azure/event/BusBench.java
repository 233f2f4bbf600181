package io.haymaker.azure.event;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineBuilder;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.retry.Backoff;
import io.haymaker.emulator.servicebus.access.AccessRule;
import io.haymaker.emulator.servicebus.access.BusRight;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.SignatureOffice;
import io.haymaker.emulator.servicebus.amqp.AmqpListener;
import io.haymaker.emulator.servicebus.amqp.BusDesk;
import io.haymaker.emulator.servicebus.broker.Broker;
import io.haymaker.emulator.servicebus.broker.SubscriptionAddress;
import io.haymaker.emulator.servicebus.broker.SubscriptionSettings;
import io.haymaker.emulator.servicebus.broker.TopicAddress;
import io.haymaker.emulator.servicebus.broker.TopicSettings;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Properties;
import reactor.core.publisher.Mono;

/** The emulator's bus without the rest of the cloud: it can die and come back on the same port. */
final class BusBench implements AutoCloseable {
  static final TopicAddress TOPIC = new TopicAddress("bench", "agent-logs");
  static final SubscriptionAddress SUBSCRIPTION = TOPIC.subscription("orchestrator-sub");

  private static final String KEY = "a2V5";

  private final Path folder;
  private final Clock clock = Clock.systemUTC();
  private Broker broker;
  private AmqpListener listener;

  BusBench(Path folder) throws IOException {
    this.folder = folder;
    broker = new Broker(folder, clock);
    broker.putTopic(TOPIC, TopicSettings.standard());
    broker.putSubscription(
        SUBSCRIPTION,
        new SubscriptionSettings(Duration.ofSeconds(5), 2000, Optional.empty(), true));
    listener = listen(0);
  }

  ServiceBusEvents events() {
    TokenCredential none =
        request -> Mono.<AccessToken>error(new IllegalStateException("no login here"));
    BusSettings settings =
        BusSettings.standard("localhost:" + listener.port())
            .withMaxWait(Duration.ofMillis(500))
            .with(
                new SecretValue(
                    "Endpoint=sb://localhost:%d;SharedAccessKeyName=all;SharedAccessKey=%s;UseDevelopmentEmulator=true"
                        .formatted(listener.port(), KEY)));
    return new ServiceBusEvents(
        settings,
        none,
        new Rest(new HttpPipelineBuilder().build(), URI.create("https://localhost:1")),
        List.of("none"),
        new Backoff(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(200)),
        Duration.ofSeconds(3),
        Duration.ofMinutes(2));
  }

  void send(String... bodies) {
    broker.send(TOPIC, Arrays.stream(bodies).map(BusBench::message).toList());
  }

  int waiting() {
    return broker.count(SUBSCRIPTION.queue());
  }

  List<Envelope> deadLetters() {
    return broker.peek(SUBSCRIPTION.deadLetterQueue(), 0, 100).stream()
        .map(message -> message.envelope())
        .toList();
  }

  void stop() throws IOException {
    listener.close();
    broker.close();
  }

  void startAgain() throws IOException {
    int port = listener.port();
    broker = new Broker(folder, clock);
    listener = listen(port);
  }

  private static Envelope message(String body) {
    return Envelope.ofData(
        null, Map.of(), new Properties(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private AmqpListener listen(int port) throws IOException {
    SignatureOffice signatures =
        new SignatureOffice(
            (namespace, rule) ->
                Optional.of(new AccessRule(EnumSet.allOf(BusRight.class), List.of(KEY))),
            clock);
    PassOffice office =
        new PassOffice() {
          @Override
          public Admission admit(String namespace, String token) {
            return signatures.admit(namespace, token);
          }

          @Override
          public Admission admitKey(String namespace, String rule, String key) {
            return signatures.admitKey(namespace, rule, key);
          }
        };
    return AmqpListener.open(
        port, Optional.empty(), new BusDesk(broker, host -> Optional.of("bench"), office, clock));
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
