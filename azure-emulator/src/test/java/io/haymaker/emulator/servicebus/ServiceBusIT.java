package io.haymaker.emulator.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.haymaker.emulator.CloudClient;
import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.tls.CertificateAuthority;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The bus as a part of the whole cloud: resources, roles, TLS, HTTPS, restarts. */
@Timeout(90)
class ServiceBusIT {
  private static final String SCOPE = "https://servicebus.azure.net";
  private static final String SENDER_ROLE = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39";

  @TempDir Path folder;
  private Emulator emulator;
  private EmulatorInfo info;
  private CloudClient arm;
  private SSLContext before;

  @BeforeEach
  void start() throws Exception {
    before = SSLContext.getDefault();
    startEmulator();
    put(topic(), "{}");
    put(subscription(), "{\"properties\":{\"maxDeliveryCount\":3}}");
  }

  private void startEmulator() throws IOException {
    emulator = Emulator.start(EmulatorOptions.in(folder).withSettings(Settings.immediate()));
    info = emulator.info();
    arm = CloudClient.administrator(info);
    // AMQP's client takes the JVM's default and nothing else.
    SSLContext.setDefault(CertificateAuthority.trusting(info.caFile()));
  }

  @AfterEach
  void stop() throws IOException {
    emulator.close();
    SSLContext.setDefault(before);
  }

  @Test
  void entitiesAreMadeReadListedAndDeletedAsResources() throws IOException {
    assertThat(arm.get(topic() + "?api-version=2024-01-01").status()).isEqualTo(200);
    Answer shown = arm.get(subscription() + "?api-version=2024-01-01");
    assertThat(shown.body().path("properties").path("maxDeliveryCount").asInt()).isEqualTo(3);
    assertThat(shown.body().path("properties").path("lockDuration").asString()).isEqualTo("PT1M");
    Answer namespaces =
        arm.get(
            "/subscriptions/%s/providers/Microsoft.ServiceBus/namespaces?api-version=2024-01-01"
                .formatted(info.subscriptionId()));
    assertThat(namespaces.body().path("value")).hasSize(1);
    assertThat(
            namespaces
                .body()
                .path("value")
                .get(0)
                .path("properties")
                .path("serviceBusEndpoint")
                .asString())
        .isEqualTo("https://" + bus().namespace() + "/");

    assertThat(arm.delete(topic() + "?api-version=2024-01-01").status()).isIn(200, 202, 204);
    assertThat(post("/agent-logs/messages", token(), "{}", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void aSecondPutIsAnswered200AndKeepsTheMessages() throws IOException {
    post("/agent-logs/messages", token(), "{}", Map.of());
    assertThat(put(subscription(), "{\"properties\":{\"maxDeliveryCount\":4}}").status())
        .isEqualTo(200);
    Answer shown = arm.get(subscription() + "?api-version=2024-01-01");
    assertThat(
            shown.body().path("properties").path("countDetails").path("activeMessageCount").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatTheBusCannotDoIsRefusedAtOnce() throws IOException {
    assertThat(
            put(topic() + "2", "{\"properties\":{\"requiresDuplicateDetection\":true}}").status())
        .isEqualTo(400);
    assertThat(put(subscription() + "2", "{\"properties\":{\"requiresSession\":true}}").status())
        .isEqualTo(400);
    assertThat(put(subscription() + "2", "{\"properties\":{\"lockDuration\":\"PT1H\"}}").status())
        .isEqualTo(400);
    assertThat(put(namespace() + "/queues/q", "{}").status()).isEqualTo(400);
    assertThat(put(namespace() + "/topics/none/subscriptions/s", "{}").status()).isEqualTo(404);
  }

  @Test
  void theKeysOfTheRootRuleOpenTheBus() throws IOException {
    Answer keys =
        arm.post(
            namespace()
                + "/AuthorizationRules/RootManageSharedAccessKey/listKeys?api-version=2024-01-01",
            "");
    assertThat(keys.status()).isEqualTo(200);
    String connection = keys.body().path("primaryConnectionString").asString();
    assertThat(connection).isEqualTo(bus().connectionString().reveal());
    try (ServiceBusSenderClient sender =
        client().connectionString(connection).sender().topicName("agent-logs").buildClient()) {
      sender.sendMessage(new ServiceBusMessage("by key"));
    }
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void messagesSentOverHttpsArriveOverAmqp() throws IOException {
    HttpResponse<String> sent =
        post(
            "/agent-logs/messages",
            token(),
            "{\"n\":1}",
            Map.of(
                "Content-Type",
                "application/json",
                "BrokerProperties",
                "{\"MessageId\":\"id-1\"}"));
    assertThat(sent.statusCode()).isEqualTo(201);
    String batch =
        "[{\"Body\":\"b1\",\"BrokerProperties\":{\"MessageId\":\"id-2\"}},{\"Body\":\"b2\",\"UserProperties\":{\"k\":7}}]";
    assertThat(
            post(
                    "/servicebus/haymaker-bus/agent-logs/messages",
                    token(),
                    batch,
                    Map.of("Content-Type", "application/vnd.microsoft.servicebus.json"))
                .statusCode())
        .isEqualTo(201);

    try (ServiceBusReceiverClient receiver = receiver(token())) {
      List<ServiceBusReceivedMessage> messages =
          receiver.receiveMessages(3, Duration.ofSeconds(10)).stream().toList();
      assertThat(messages)
          .extracting(m -> m.getBody().toString())
          .containsExactly("{\"n\":1}", "b1", "b2");
      assertThat(messages.get(0).getMessageId()).isEqualTo("id-1");
      assertThat(messages.get(0).getContentType()).isEqualTo("application/json");
      assertThat(messages.get(1).getMessageId()).isEqualTo("id-2");
      assertThat(messages.get(2).getApplicationProperties()).containsEntry("k", 7L);
      messages.forEach(receiver::complete);
    }
    assertThat(count()).isZero();
  }

  @Test
  void httpsRefusesWithTheStatusThatSaysWhy() throws IOException {
    String unknownTopic = "/nowhere/messages";
    assertThat(post("/agent-logs/messages", "", "{}", Map.of()).statusCode()).isEqualTo(401);
    assertThat(post("/agent-logs/messages", "no-token", "{}", Map.of()).statusCode())
        .isEqualTo(401);
    assertThat(post("/agent-logs/messages", armToken(), "{}", Map.of()).statusCode())
        .isEqualTo(401);
    assertThat(post(unknownTopic, token(), "{}", Map.of()).statusCode()).isEqualTo(404);
    assertThat(post("/agent-logs/messages", token(), "x".repeat(257 * 1024), Map.of()).statusCode())
        .isEqualTo(413);
    assertThat(
            post("/agent-logs/messages", token(), "{}", Map.of("BrokerProperties", "{no"))
                .statusCode())
        .isEqualTo(400);
    assertThat(count()).isZero();
  }

  @Test
  void aPrincipalWithoutRoleIsRefusedAndOneThatMaySendMayOnlySend() throws IOException {
    Somebody somebody = newPrincipal();
    String theirs = somebody.token();
    HttpResponse<String> refused = post("/agent-logs/messages", theirs, "{}", Map.of());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("'Send' claim(s) are required");
    assertUnauthorized(() -> sendOverAmqp(theirs));

    String assignment =
        topic()
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID()
            + "?api-version=2022-04-01";
    String body =
        "{\"properties\":{\"principalId\":\"%s\",\"principalType\":\"ServicePrincipal\",\"roleDefinitionId\":\"/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s\"}}"
            .formatted(somebody.objectId(), info.subscriptionId(), SENDER_ROLE);
    assertThat(arm.put(assignment, body).status()).isEqualTo(201);

    assertThat(post("/agent-logs/messages", theirs, "{}", Map.of()).statusCode()).isEqualTo(201);
    sendOverAmqp(theirs);
    assertThat(count()).isEqualTo(2);
    assertUnauthorized(
        () -> {
          try (ServiceBusReceiverClient receiver = receiver(theirs)) {
            receiver.peekMessage();
          }
        });
  }

  @Test
  void afterARestartPortsEntitiesAndMessagesAreTheSame() throws IOException {
    post("/agent-logs/messages", token(), "kept", Map.of());
    String address = bus().namespace();
    String key = bus().connectionString().reveal();
    emulator.close();
    startEmulator();
    assertThat(bus().namespace()).isEqualTo(address);
    assertThat(bus().connectionString().reveal()).isEqualTo(key);
    try (ServiceBusReceiverClient receiver = receiver(token())) {
      ServiceBusReceivedMessage message =
          receiver.receiveMessages(1, Duration.ofSeconds(10)).stream().findFirst().orElseThrow();
      assertThat(message.getBody().toString()).isEqualTo("kept");
      receiver.complete(message);
    }
    assertThat(count()).isZero();
  }

  @Test
  void aBusThatIsOutOfReachOverAmqpTakesMessagesOverHttpsAndGivesThemLater() throws IOException {
    assertThat(
            arm.post(
                    "/_emulator/faults",
                    "{\"id\":\"gone\",\"method\":\"CONNECT\",\"path\":\"/amqp\",\"loseResponse\":true}")
                .status())
        .isEqualTo(201);
    assertThatThrownBy(
            () -> {
              try (ServiceBusReceiverClient receiver = receiver(token())) {
                receiver.peekMessage();
              }
            })
        .isInstanceOf(RuntimeException.class);
    assertThat(post("/agent-logs/messages", token(), "{}", Map.of()).statusCode()).isEqualTo(201);
    assertThat(arm.delete("/_emulator/faults/gone").status()).isEqualTo(204);
    try (ServiceBusReceiverClient receiver = receiver(token())) {
      ServiceBusReceivedMessage message =
          receiver.receiveMessages(1, Duration.ofSeconds(30)).stream().findFirst().orElseThrow();
      assertThat(message.getDeliveryCount()).isZero();
      receiver.complete(message);
    }
  }

  private static void assertUnauthorized(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ServiceBusException.class,
            e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
  }

  private record Somebody(String objectId, String token) {}

  private Somebody newPrincipal() throws IOException {
    CloudClient graph = arm.signedIn(info.clientId(), info.clientSecret(), info.graphEndpoint());
    JsonNode app = graph.post("/graph/v1.0/applications", "{\"displayName\":\"agent\"}").body();
    JsonNode principal =
        graph
            .post(
                "/graph/v1.0/servicePrincipals",
                "{\"appId\":\"%s\"}".formatted(app.path("appId").asString()))
            .body();
    String secret =
        graph
            .post(
                "/graph/v1.0/applications/" + app.path("id").asString() + "/addPassword",
                "{\"passwordCredential\":{\"displayName\":\"p\"}}")
            .body()
            .path("secretText")
            .asString();
    return new Somebody(
        principal.path("id").asString(),
        token(app.path("appId").asString(), Secret.of(secret), SCOPE));
  }

  private void sendOverAmqp(String token) {
    try (ServiceBusSenderClient sender =
        client(token).sender().topicName("agent-logs").buildClient()) {
      sender.sendMessage(new ServiceBusMessage("over AMQP"));
    }
  }

  private ServiceBusReceiverClient receiver(String token) {
    return client(token)
        .receiver()
        .topicName("agent-logs")
        .subscriptionName("orchestrator-sub")
        .disableAutoComplete()
        .buildClient();
  }

  private ServiceBusClientBuilder client(String token) {
    TokenCredential credential =
        request ->
            Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    return client().credential("localhost", credential);
  }

  private ServiceBusClientBuilder client() {
    return new ServiceBusClientBuilder()
        .customEndpointAddress("https://" + bus().namespace())
        .retryOptions(
            new AmqpRetryOptions()
                .setMaxRetries(1)
                .setDelay(Duration.ofMillis(100))
                .setTryTimeout(Duration.ofSeconds(8)));
  }

  private EmulatorInfo.Bus bus() {
    return info.bus().orElseThrow();
  }

  private String token() throws IOException {
    return token(info.clientId(), info.clientSecret(), SCOPE);
  }

  private String armToken() throws IOException {
    return token(info.clientId(), info.clientSecret(), "https://management.azure.com");
  }

  private String token(String clientId, Secret secret, String resource) throws IOException {
    return arm.tokenRequest(clientId, secret, resource).body().path("access_token").asString();
  }

  private int count() throws IOException {
    return arm.get(subscription() + "?api-version=2024-01-01")
        .body()
        .path("properties")
        .path("messageCount")
        .asInt();
  }

  private Answer put(String id, String body) throws IOException {
    return arm.put(id + "?api-version=2024-01-01", body);
  }

  private HttpResponse<String> post(
      String path, String token, String body, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(bus().httpsEndpoint() + path))
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(CertificateAuthority.trusting(info.caFile())).build()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String namespace() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus"
        .formatted(info.subscriptionId(), ServiceBus.GROUP);
  }

  private String topic() {
    return namespace() + "/topics/agent-logs";
  }

  private String subscription() {
    return topic() + "/subscriptions/orchestrator-sub";
  }
}
