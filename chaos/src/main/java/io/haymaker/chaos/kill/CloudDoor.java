package io.haymaker.chaos.kill;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The administrator of a running emulator, by plain HTTP: all it knows is {@code emulator.json}.
 * Nothing of the product is used, so that it sees what is there and not what the product believes.
 */
public final class CloudDoor {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final JsonNode emulator;
  private final HttpClient http;
  private final Map<String, String> tokens = new HashMap<>();

  private CloudDoor(JsonNode emulator, HttpClient http) {
    this.emulator = emulator;
    this.http = http;
  }

  /** An answer; the body is a missing node when there was none. */
  public record Answer(int status, JsonNode body) {
    public boolean isGood() {
      return status / 100 == 2;
    }
  }

  /** The emulator that runs on this folder; empty while none does. */
  public static Optional<CloudDoor> of(Path folder) {
    try {
      JsonNode json =
          JsonMapper.shared().readTree(Files.readString(folder.resolve("emulator.json")));
      boolean alive =
          ProcessHandle.of(json.path("pid").asLong()).filter(ProcessHandle::isAlive).isPresent();
      return alive
          ? Optional.of(
              new CloudDoor(
                  json,
                  HttpClient.newBuilder()
                      .sslContext(trusting(Path.of(json.path("ca_file").asString())))
                      .connectTimeout(LIMIT)
                      .build()))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      // Not there yet, or half written.
      return Optional.empty();
    }
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (var file = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "emulator", CertificateFactory.getInstance("X.509").generateCertificate(file));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the emulator's authority cannot be trusted", e);
    }
  }

  /**
   * The emulator that this process is to be, once it answers.
   *
   * @throws IOException when it ends instead, or takes longer than two minutes
   */
  public static CloudDoor awaited(Path folder, Process process)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Optional<CloudDoor> cloud = of(folder).filter(door -> door.pid() == process.pid());
      if (cloud.isPresent()) {
        return cloud.get();
      }
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("the emulator does not start; see its output beside the data");
  }

  long pid() {
    return emulator.path("pid").asLong();
  }

  /** The path of the one subscription. */
  public String subscription() {
    return "/subscriptions/" + text("subscription_id");
  }

  /** What {@code emulator.json} says under this key. */
  public String text(String key) {
    return emulator.path(key).asString();
  }

  /** Resource Manager; the query, with its api-version, is the caller's. */
  public Answer arm(String method, String pathAndQuery, String... body) throws IOException {
    String endpoint = text("arm_endpoint");
    return call(method, endpoint + pathAndQuery, endpoint, body);
  }

  Answer graph(String path) throws IOException {
    String endpoint = text("graph_endpoint");
    return call("GET", endpoint + "/v1.0" + path, endpoint);
  }

  Answer vault(String path) throws IOException {
    return call(
        "GET", text("key_vault_url") + path + "?api-version=7.5", "https://vault.azure.net");
  }

  /** Sends a message as an agent would. */
  Answer publish(String body) throws IOException {
    return call(
        "POST",
        text("service_bus_https_endpoint") + "/agent-logs/messages",
        "https://servicebus.azure.net",
        body);
  }

  /**
   * Sends several messages at once, as the bus takes them over HTTPS.
   *
   * @param messages JSON: an array of objects with {@code Body}, {@code BrokerProperties} and
   *     {@code UserProperties}
   */
  public Answer publish(String topic, String messages) throws IOException {
    return sent(
        HttpRequest.newBuilder(
                URI.create("%s/%s/messages".formatted(text("service_bus_https_endpoint"), topic)))
            .header("Authorization", "Bearer " + token("https://servicebus.azure.net"))
            .header("Content-Type", "application/vnd.microsoft.servicebus.json")
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString(messages))
            .build());
  }

  /** The emulator's own knobs. */
  public Answer control(String method, String path, String... body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(text("control_endpoint") + path))
            .header("x-haymaker-control-key", text("control_key")),
        method,
        body);
  }

  private Answer call(String method, String url, String audience, String... body)
      throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token(audience)),
        method,
        body);
  }

  private String token(String audience) throws IOException {
    String known = tokens.get(audience);
    if (known != null) {
      return known;
    }
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(
                text("client_id"), encoded(text("client_secret")), encoded(audience + "/.default"));
    Answer answer =
        sent(
            HttpRequest.newBuilder(
                    URI.create(
                        text("authority_host") + "/" + text("tenant_id") + "/oauth2/v2.0/token"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    String token = answer.body().path("access_token").asString("");
    if (token.isEmpty()) {
      throw new IOException("the emulator gives its administrator no token: " + answer.status());
    }
    tokens.put(audience, token);
    return token;
  }

  private Answer send(HttpRequest.Builder request, String method, String... body)
      throws IOException {
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    return sent(
        request
            .timeout(LIMIT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofString(body[0]))
            .build());
  }

  private Answer sent(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(),
          text.isBlank() ? JsonMapper.shared().missingNode() : JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      throw new IOException("the emulator answers with no JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
