package io.haymaker.azure.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.haymaker.azure.wire.Pipelines;
import io.haymaker.azure.wire.Rest;
import io.haymaker.azure.wire.Trust;
import io.haymaker.core.event.AgentEvent;
import io.haymaker.core.event.EventSource.Subscription;
import io.haymaker.core.event.EventType;
import io.haymaker.core.event.Incoming;
import io.haymaker.core.event.Severity;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.fault.FaultBook;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.scenario.ScenarioName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against the whole emulated cloud: login, roles, TLS, Resource Manager. */
@Timeout(240)
class EventsOnCloudIT {
  private static final String BUS_SCOPE = "https://servicebus.azure.net/.default";

  @TempDir Path folder;
  private Emulator emulator;
  private EmulatorInfo info;
  private SSLContext before;

  @BeforeEach
  void start() throws Exception {
    before = SSLContext.getDefault();
    emulator = Emulator.start(EmulatorOptions.in(folder).withSettings(Settings.immediate()));
    info = emulator.info();
    BusTrust.adopt(info.caFile());
  }

  @AfterEach
  void stop() throws IOException {
    SSLContext.setDefault(before);
    emulator.close();
  }

  @Test
  void preparingMakesWhatIsMissingAndNothingTwice() {
    ServiceBusEvents events = events(settings());
    assertThat(events.prepare()).isEqualTo(Outcome.done(true));
    assertThat(events.prepare()).isEqualTo(Outcome.done(false));
    assertThat(events.topic())
        .isInstanceOfSatisfying(
            Look.Found.class,
            found ->
                assertThat(((ResourceId) found.value()).key())
                    .endsWith("/namespaces/haymaker-bus/topics/agent-logs"));
  }

  @Test
  void anUnknownNamespaceIsRefused() {
    assertThat(events(BusSettings.standard("elsewhere.servicebus.windows.net")).prepare())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.problem().is("NamespaceNotFound")).isTrue());
  }

  @Test
  void whatAnAgentPostsOverHttpsIsReceivedWithOurLogin() throws Exception {
    ServiceBusEvents events = events(settings());
    assertThat(events.prepare().isDone()).isTrue();
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    try (Subscription _ = events.subscribe(seen::add)) {
      UUID id = post();
      assertThat(next(seen).id()).isEqualTo(id);
    }
  }

  @Test
  void aConnectionThatIsDroppedWhileItWaitsIsMadeAnew() throws Exception {
    ServiceBusEvents events = events(settings());
    assertThat(events.prepare().isDone()).isTrue();
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    FaultBook faults = emulator.cloud().faults();
    try (Subscription _ = events.subscribe(seen::add)) {
      for (int drops = 1; drops <= 2; drops++) {
        UUID before = post();
        assertThat(next(seen).id()).isEqualTo(before);
        faults.add(
            FaultRule.always("gone", "CONNECT", "/amqp", new FaultRule.Effect.LoseResponse())
                .times(drops));
        await(() -> faults.list().getFirst().hits() >= 1);
        UUID meanwhile = post();
        assertThat(next(seen).id()).isEqualTo(meanwhile);
        assertThat(faults.list().getFirst().hits()).isEqualTo(drops);
      }
    }
  }

  @Test
  void aConnectionStringWithAPortIsEnoughToReceiveAndPublish() throws InterruptedException {
    assertThat(events(settings()).prepare().isDone()).isTrue();
    BusSettings byKey = settings().with(new SecretValue(bus().connectionString().reveal()));
    BlockingQueue<Incoming> seen = new LinkedBlockingQueue<>();
    AgentEvent event = event();
    try (Subscription _ = events(byKey).subscribe(seen::add);
        EventPublisher publisher = events(byKey).publisher()) {
      assertThat(publisher.publish(List.of(event))).isEqualTo(Outcome.done(1));
      assertThat(next(seen)).isEqualTo(new Incoming.Complete(event));
    }
  }

  @Test
  void publishingToATopicThatIsNotThereIsRefused() {
    try (EventPublisher publisher = events(settings()).publisher()) {
      Outcome<Integer> outcome = publisher.publish(List.of(event()));
      // The client sometimes sends on a link that was refused a moment ago, and knows no reason;
      // who
      // asks again, as after every unknown outcome, is told it.
      for (int again = 0; again < 5 && outcome instanceof Outcome.Unknown; again++) {
        outcome = publisher.publish(List.of(event()));
      }
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.problem().is("MESSAGING_ENTITY_NOT_FOUND")).isTrue());
    }
  }

  private ServiceBusEvents events(BusSettings settings) {
    HttpClient http = Pipelines.client(Optional.of(info.caFile()));
    TokenCredential credential = credential(http);
    Rest arm =
        new Rest(
            Pipelines.signed(http, credential, info.armEndpoint() + "/.default"),
            URI.create(info.armEndpoint()));
    return new ServiceBusEvents(
        settings,
        credential,
        arm,
        List.of(info.subscriptionId()),
        new Backoff(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(200)),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2));
  }

  private TokenCredential credential(HttpClient http) {
    return new ClientSecretCredentialBuilder()
        .tenantId(info.tenantId())
        .clientId(info.clientId())
        .clientSecret(info.clientSecret().reveal())
        .authorityHost(info.authorityHost())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  private BusSettings settings() {
    return BusSettings.standard(bus().namespace()).withMaxWait(Duration.ofMillis(500));
  }

  private EmulatorInfo.Bus bus() {
    return info.bus().orElseThrow();
  }

  /** Sends an event as an agent does and tells its id. */
  private UUID post() throws IOException, InterruptedException {
    UUID id = UUID.randomUUID();
    post(
        "{\"event_id\":\"%s\",\"event_type\":\"agent_started\",\"run_id\":\"%s\",\"scenario_name\":\"net-01\"}"
            .formatted(id, UUID.randomUUID()));
    return id;
  }

  private void post(String body) throws IOException, InterruptedException {
    String token =
        credential(Pipelines.client(Optional.of(info.caFile())))
            .getTokenSync(new TokenRequestContext().addScopes(BUS_SCOPE))
            .getToken();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bus().httpsEndpoint() + "/agent-logs/messages"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var http =
        java.net.http.HttpClient.newBuilder()
            .sslContext(Trust.withAuthorities(info.caFile()))
            .build()) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }
  }

  private static Incoming next(BlockingQueue<Incoming> seen) throws InterruptedException {
    Incoming incoming = seen.poll(80, TimeUnit.SECONDS);
    assertThat(incoming).isNotNull();
    return Objects.requireNonNull(incoming);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (int looks = 0; !condition.getAsBoolean(); looks++) {
      assertThat(looks).as("looks of 20 ms").isLessThan(4_000);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static AgentEvent event() {
    return new AgentEvent(
        UUID.randomUUID(),
        EventType.OPERATION,
        "operation",
        RunId.random(),
        new ScenarioName("net-01"),
        Optional.of("agent-1"),
        Instant.parse("2026-03-01T10:00:00Z"),
        Optional.empty(),
        0,
        Optional.empty(),
        "hello",
        Severity.INFO,
        Map.of("k", "v"));
  }
}
