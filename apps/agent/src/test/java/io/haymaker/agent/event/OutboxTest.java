package io.haymaker.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.haymaker.agent.environment.AgentSettings.Identity;
import io.haymaker.agent.environment.Secret;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.http.TokenSource;
import io.haymaker.agent.json.Json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  /** The number in an event's message, alone or (then its quotes are escaped) in a batch. */
  private static final Pattern TOLD = Pattern.compile("message\\\\*\":\\\\*\"n(\\d+)\\\\*\"");

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private HttpServer server;
  private volatile boolean away;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean token = exchange.getRequestURI().getPath().endsWith("/token");
          int status = token ? 200 : away ? 503 : body.contains("poison") ? 400 : 201;
          if (status == 201) {
            bodies.add(
                exchange.getRequestHeaders().getFirst("Content-Type")
                    + " "
                    + exchange.getRequestHeaders().getFirst("BrokerProperties")
                    + " "
                    + body);
          }
          byte[] answer =
              "{\"access_token\":\"t\",\"expires_in\":60}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void deliversInOrderOneByOneOrInBatches() throws Exception {
    away = true;
    try (Outbox outbox = outbox(100)) {
      for (int i = 0; i < 30; i++) {
        outbox.publish(event(EventType.OPERATION, "n" + i));
      }
      away = false;
      assertThat(outbox.flush(Duration.ofMinutes(1))).isZero();
    }

    String all = String.join("\n", bodies);
    assertThat(all).contains("application/vnd.microsoft.servicebus.json");
    assertThat(TOLD.matcher(all).results().map(found -> found.group(1)))
        .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(String::valueOf).toList());
  }

  @Test
  void aSingleEventIsAMessageWithItsId() throws Exception {
    AgentEvent event = event(EventType.AGENT_STARTED, "hello");
    try (Outbox outbox = outbox(100)) {
      outbox.publish(event);
      assertThat(outbox.flush(Duration.ofMinutes(1))).isZero();
    }

    assertThat(bodies)
        .containsExactly(
            "application/json {\"MessageId\":\"" + event.id() + "\"} {\"message\":\"hello\"}");
  }

  @Test
  void givesUpOperationsBeforeWhatWasMade() throws Exception {
    away = true;
    try (Outbox outbox = outbox(200)) {
      for (int i = 0; i < 300; i++) {
        outbox.publish(event(EventType.OPERATION, "n" + i));
      }
      assertThat(outbox.lost()).isEqualTo(100);
      for (int i = 0; i < 400; i++) {
        outbox.publish(event(EventType.RESOURCE_CREATED, "r" + i));
      }
      assertThat(outbox.flush(Duration.ZERO)).isLessThanOrEqualTo(400);
    }
    assertThat(log.toString(StandardCharsets.UTF_8).lines()).hasSize(700);
  }

  @Test
  void aMessageThatTheBusRejectsDoesNotHoldUpTheOthers() throws Exception {
    away = true;
    try (Outbox outbox = outbox(100)) {
      for (String text : List.of("one", "two", "poison", "three", "four")) {
        outbox.publish(event(EventType.OPERATION, text));
      }
      away = false;
      assertThat(outbox.flush(Duration.ofMinutes(1))).isZero();
      assertThat(outbox.lost()).isEqualTo(1);
    }
    assertThat(String.join("\n", bodies)).contains("one", "two", "three", "four");
  }

  private Outbox outbox(int capacity) throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    HttpTransport transport = new HttpTransport(Optional.empty());
    Identity identity = new Identity("tenant", "client", "subscription", new Secret("s"));
    TokenSource tokens = new TokenSource(transport, URI.create(url), identity, Clock.systemUTC());
    EventBus bus = new EventBus(transport, tokens, URI.create(url + "/topic"));
    return new Outbox(
        bus, capacity, new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC());
  }

  private static AgentEvent event(EventType type, String text) {
    return new AgentEvent(UUID.randomUUID(), type, JsonObject.EMPTY.with("message", text));
  }
}
