package io.haymaker.main.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.haymaker.core.alert.Alert;
import io.haymaker.core.alert.AlertCourier;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver can tell that a message is ours, that it is fresh, and that it had it before. */
final class WebhookChannelTest {
  private static final String SECRET = "whsec-0123456789";
  private static final InstallationId US = new InstallationId("testinstall1");
  private static final RunId RUN = RunId.random();
  private static final Alert ALERT =
      new Alert(
          Alert.idOf(US, RUN),
          Instant.parse("2026-01-01T00:00:00Z"),
          US,
          RUN,
          "leftovers",
          "1 thing remains",
          List.of("/subscriptions/s/resourceGroups/g"),
          List.of("secrets: Forbidden"));

  private record Received(String timestamp, String signature, String id, String body) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final MovableClock clock = new MovableClock();
  private HttpServer server;
  private WebhookChannel channel;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders().getFirst("X-HayMaker-Timestamp"),
                  exchange.getRequestHeaders().getFirst("X-HayMaker-Signature"),
                  exchange.getRequestHeaders().getFirst("X-HayMaker-Alert"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          Integer answer = answers.poll();
          if (answer != null && answer == 0) {
            exchange.close();
            return;
          }
          exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
          exchange.close();
        });
    server.start();
    channel =
        new WebhookChannel(
            new AlertSettings(
                URI.create("http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort())),
                new SecretValue(SECRET),
                Optional.empty()),
            clock);
  }

  @AfterEach
  void stop() {
    channel.close();
    server.stop(0);
  }

  /** Computed as a receiver would, from docs/alerts.md alone. */
  private static String expected(Received message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed =
        mac.doFinal((message.timestamp() + "." + message.body()).getBytes(StandardCharsets.UTF_8));
    return "sha256=" + HexFormat.of().formatHex(signed);
  }

  @Test
  void theMessageTellsWhatRemainsAndCarriesAValidSignature() throws Exception {
    assertThat(channel.send(ALERT)).isEqualTo(Outcome.done(204));

    Received message = received.getFirst();
    assertThat(message.signature()).isEqualTo(expected(message));
    assertThat(message.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    JsonNode json = JsonMapper.shared().readTree(message.body());
    assertThat(json.path("alert_id").asString()).isEqualTo(message.id());
    assertThat(json.path("run_id").asString()).isEqualTo(RUN.toString());
    assertThat(json.path("reason").asString()).isEqualTo("leftovers");
    assertThat(json.path("remaining").path(0).asString()).endsWith("/g");
    assertThat(json.path("could_not_look").path(0).asString()).contains("Forbidden");
    assertThat(message.body()).doesNotContain(SECRET);
  }

  @Test
  void aReceiverThatFailsForAWhileGetsTheSameMessageUntilItTakesIt() throws Exception {
    answers.addAll(List.of(500, 0, 404, 302));
    var store = new InMemoryStore(US);
    store.alerts().enter(ALERT);
    var courier =
        new AlertCourier(store.alerts(), channel, store.journal(), store.transactions(), clock);

    for (int look = 0; look < 20 && !store.alerts().waiting().isEmpty(); look++) {
      clock.set(courier.look());
    }

    assertThat(store.alerts().waiting()).isEmpty();
    assertThat(received).hasSizeGreaterThanOrEqualTo(5);
    assertThat(received).extracting(Received::body).containsOnly(received.getFirst().body());
    assertThat(received).extracting(Received::id).containsOnly(ALERT.id().toString());
    for (Received message : received) {
      assertThat(message.signature()).isEqualTo(expected(message));
    }
  }

  @Test
  void nobodyThereIsNoAnswer() {
    server.stop(0);

    assertThat(channel.send(ALERT)).isInstanceOf(Outcome.Unknown.class);
  }
}
