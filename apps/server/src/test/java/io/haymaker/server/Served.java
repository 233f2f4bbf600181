package io.haymaker.server;

import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.access.Role;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.health.HealthChecks;
import io.haymaker.server.health.PartHealth;
import io.haymaker.server.measure.Measure;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.telemetry.Telemetry;
import io.haymaker.testkit.access.InMemoryApiKeyStore;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.store.Stores;
import io.haymaker.testkit.time.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API over stores in memory, and a client of it. */
final class Served implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  final AtomicReference<HealthCheck> database =
      new AtomicReference<>(() -> PartHealth.healthy("it answers"));
  final Stores stores = new InMemoryStore().stores();
  final ApiKeys keys;
  final ServedContainers containers;
  final ServedScaler scaler;

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Served(boolean authenticated) {
    this(new ServerSettings("127.0.0.1", 0, authenticated));
  }

  Served(int port) {
    this(new ServerSettings("127.0.0.1", port, true));
  }

  /** One whose health is to be known in so long. */
  Served(Duration patience) {
    this(
        new ServerSettings("127.0.0.1", 0, false),
        Telemetry.start(Optional.empty()),
        new InMemoryApiKeyStore(),
        patience);
  }

  Served(Telemetry telemetry) {
    this(new ServerSettings("127.0.0.1", 0, false), telemetry);
  }

  Served(ApiKeyStore keys) {
    this(
        new ServerSettings("127.0.0.1", 0, true),
        Telemetry.start(Optional.empty()),
        keys,
        PATIENCE);
  }

  private Served(ServerSettings settings) {
    this(settings, Telemetry.start(Optional.empty()));
  }

  private Served(ServerSettings settings, Telemetry telemetry) {
    this(settings, telemetry, new InMemoryApiKeyStore(), PATIENCE);
  }

  private Served(
      ServerSettings settings, Telemetry telemetry, ApiKeyStore keyStore, Duration patience) {
    var clock = new MovableClock();
    containers = new ServedContainers(clock);
    scaler = new ServedScaler(clock);
    keys = new ApiKeys(stores.transactions(), keyStore, "test", new SecureRandom(), clock);
    var books =
        new RunBooks(
            stores.transactions(),
            stores.runs(),
            stores.ledger(),
            stores.journal(),
            stores.reports(),
            stores.work(),
            new InMemoryStore().alerts());
    server =
        HttpServer.start(
            settings,
            new ServerWorld(
                keys,
                new HealthChecks(
                    Map.of(
                        HealthChecks.POSTGRESQL,
                        () -> Objects.requireNonNull(database.get()).look()),
                    patience),
                Measures.of(
                        List.of(Measure.of("haymaker.test", "a test", Map.of("of", "x"), () -> 7)))
                    .and(scaler.measures.measures()),
                Optional.of(
                    new ServerWorld.Runs(books, new RunService(books, clock), Duration.ofHours(8))),
                Optional.of(containers.managed),
                containers.store.endpoints(),
                scaler.desk),
            telemetry);
  }

  String key(Role role) {
    return keys.issue("test", role).text().reveal();
  }

  /** What came back. */
  record Answer(int status, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    String detail() {
      return json().path("detail").asString("");
    }

    String code() {
      return json().path("error").path("code").asString();
    }

    String message() {
      return json().path("error").path("message").asString();
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, Optional.empty(), headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, Optional.of(body), headers);
  }

  Answer send(String method, String path, Optional<String> body, String... headers) {
    return send(
        method,
        path,
        body.map(HttpRequest.BodyPublishers::ofString)
            .orElseGet(HttpRequest.BodyPublishers::noBody),
        headers);
  }

  /** Does not say beforehand how long the body is. */
  Answer sendInChunks(String method, String path, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        method,
        path,
        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
        headers);
  }

  private Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  /** Sends this as it is, and returns what comes back until the server is through. */
  String raw(String text) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      byte[] head = socket.getInputStream().readNBytes(12);
      return new String(head, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Method and path of everything that is served. */
  SortedSet<String> routes() {
    return server.routes();
  }

  int port() {
    return server.port();
  }

  /** Ends the server alone. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
