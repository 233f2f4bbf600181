package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo that cannot clean up tells whoever is set to be told, until that one has heard it. */
class AlertIT {
  private static final String SECRET = "whsec-of-this-test-0123456789";
  private static final int REFUSALS = 2;

  @TempDir Path folder;

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  private record Message(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook", this::receive);
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      messages.add(
          new Message(
              headers.getFirst("X-HayMaker-Alert"),
              headers.getFirst("X-HayMaker-Timestamp"),
              headers.getFirst("X-HayMaker-Signature"),
              body));
      exchange.sendResponseHeaders(messages.size() <= REFUSALS ? 503 : 204, -1);
    }
  }

  @Test
  void aSignedMessageIsSentAgainUntilItIsTaken() throws Exception {
    String hook = "http://localhost:%d/hook".formatted(receiver.getAddress().getPort());
    Path scenarios = TinyScenarios.write(folder.resolve("tiny"), "networking-96-alert");
    try (DemoProcess demo =
        DemoProcess.start(
            folder.resolve("d"),
            Map.of("ALERT_WEBHOOK_URL", hook, "ALERT_WEBHOOK_SECRET", SECRET),
            "--scenarios",
            scenarios.toString(),
            "--scenario",
            "networking-96-alert",
            "--duration",
            "30m")) {
      String locked = plantLocked(demo.cloud());
      demo.interrupt();
      assertThat(demo.exitCode()).as(demo.output()).isEqualTo(3);
      String run = demo.report().path("run_id").asString();

      assertThat(messages).hasSize(REFUSALS + 1);
      for (Message message : messages) {
        assertThat(message.signature())
            .isEqualTo("sha256=" + hmac(message.timestamp() + "." + message.body()));
        assertThat(message.id()).isEqualTo(messages.getFirst().id());
        assertThat(message.body()).isEqualTo(messages.getFirst().body());
      }
      JsonNode told = JsonMapper.shared().readTree(messages.getLast().body());
      assertThat(told.path("alert_id").asString()).isEqualTo(messages.getLast().id());
      assertThat(told.path("run_id").asString()).isEqualTo(run);
      assertThat(told.path("reason").asString()).isEqualTo("leftovers");
      assertThat(told.path("remaining").toString()).containsIgnoringCase(locked);
      assertThat(demo.output()).doesNotContain(SECRET, "nobody has taken the alert");
    }
  }

  /** Something in the scenario's group that nobody but its owner may delete. */
  private static String plantLocked(CloudClient admin) {
    String made =
        Awaiting.value(
            "what the agent makes",
            DemoProcess.LONGEST,
            () -> Cloud.resourcesOfRuns(admin).stream().findFirst());
    String id =
        made.substring(0, made.indexOf("/providers/"))
            + "/providers/Microsoft.Network/networkSecurityGroups/planted";
    put(admin, id + "?api-version=2024-05-01", "{\"location\":\"westeurope\"}");
    put(
        admin,
        id + "/providers/Microsoft.Authorization/locks/somebody-elses?api-version=2020-05-01",
        "{\"properties\":{\"level\":\"CanNotDelete\"}}");
    return id;
  }

  private static void put(CloudClient admin, String path, String body) {
    CloudClient.Answer answer = admin.arm("PUT", path, body);
    assertThat(answer.isGood()).as(answer.toString()).isTrue();
  }

  /** As docs/alerts.md says, and with nothing of the product. */
  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
