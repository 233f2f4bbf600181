package io.haymaker.main.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stranger's client of a running emulator: all it knows is {@code emulator.json}, and it speaks
 * plain HTTP. Nothing of the product is used.
 */
final class CloudClient {
  private final JsonNode emulator;
  private final HttpClient http;
  private final String clientId;
  private final String clientSecret;
  private final Map<String, String> tokens = new HashMap<>();

  private CloudClient(JsonNode emulator, HttpClient http, String clientId, String clientSecret) {
    this.emulator = emulator;
    this.http = http;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /** An answer; the body is a missing node when there was none. */
  record Answer(int status, JsonNode body) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /** The administrator of the cloud whose {@code emulator.json} is in this folder. */
  static CloudClient administrator(Path folder) {
    try {
      JsonNode json =
          JsonMapper.shared().readTree(Files.readString(folder.resolve("emulator.json")));
      SSLContext trust = Certificates.trusting(Path.of(json.path("ca_file").asString()));
      return new CloudClient(
          json,
          HttpClient.newBuilder().sslContext(trust).build(),
          json.path("client_id").asString(),
          json.path("client_secret").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same cloud, seen by somebody else. */
  CloudClient as(String otherClientId, String otherSecret) {
    return new CloudClient(emulator, http, otherClientId, otherSecret);
  }

  String info(String key) {
    return emulator.path(key).asString();
  }

  String subscription() {
    return "/subscriptions/" + info("subscription_id");
  }

  /** Resource Manager; the query, with its api-version, is the caller's. */
  Answer arm(String method, String pathAndQuery, String... body) {
    String endpoint = info("arm_endpoint");
    return call(method, endpoint + pathAndQuery, endpoint, body);
  }

  Answer graph(String method, String pathAndQuery) {
    String endpoint = info("graph_endpoint");
    return call(method, endpoint + "/v1.0" + pathAndQuery, endpoint);
  }

  Answer vault(String method, String path, String... body) {
    return call(
        method, info("key_vault_url") + path + "?api-version=7.5", "https://vault.azure.net", body);
  }

  /**
   * Sends to a topic of the bus, over HTTPS.
   *
   * @param batch an array of objects with {@code Body}, {@code BrokerProperties} and {@code
   *     UserProperties}
   */
  Answer send(String topic, String batch) {
    String audience = "https://servicebus.azure.net";
    return sent(
        HttpRequest.newBuilder(
                URI.create(info("service_bus_https_endpoint") + "/" + topic + "/messages"))
            .header("Authorization", "Bearer " + tokens.computeIfAbsent(audience, this::token))
            .header("Content-Type", "application/vnd.microsoft.servicebus.json")
            .POST(BodyPublishers.ofString(batch))
            .build());
  }

  /** The emulator's own knobs and its log. */
  Answer control(String method, String path, String... body) {
    return send(
        HttpRequest.newBuilder(URI.create(info("control_endpoint") + path))
            .header("x-haymaker-control-key", info("control_key")),
        method,
        body);
  }

  private Answer call(String method, String url, String audience, String... body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + tokens.computeIfAbsent(audience, this::token)),
        method,
        body);
  }

  private String token(String audience) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(clientId, encoded(clientSecret), encoded(audience + "/.default"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(info("authority_host") + "/" + info("tenant_id") + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded");
    Answer answer = sent(request.POST(BodyPublishers.ofString(form)).build());
    if (!answer.isGood()) {
      throw new IllegalStateException("no token: " + answer);
    }
    return answer.body().path("access_token").asString();
  }

  private Answer send(HttpRequest.Builder request, String method, String... body) {
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    return sent(
        request
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofString(body[0]))
            .build());
  }

  private Answer sent(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(),
          text.isBlank() ? JsonMapper.shared().missingNode() : JsonMapper.shared().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
