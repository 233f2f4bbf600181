package io.haymaker.emulator;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.tls.CertificateAuthority;
import io.haymaker.emulator.token.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client of a running emulator, signed in as somebody. For tests. */
public final class CloudClient {
  /** An answer with its body as JSON (missing node if there is none). */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    /** The error code of the body. */
    public String code() {
      return body.path("error").path("code").asString("");
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }
  }

  private final EmulatorInfo info;
  private final HttpClient http;
  private final @Nullable String token;

  private CloudClient(EmulatorInfo info, HttpClient http, @Nullable String token) {
    this.info = info;
    this.http = http;
    this.token = token;
  }

  /** A client that has not signed in. */
  public static CloudClient anonymous(EmulatorInfo info) throws IOException {
    return new CloudClient(
        info,
        HttpClient.newBuilder().sslContext(CertificateAuthority.trusting(info.caFile())).build(),
        null);
  }

  /** A client of Resource Manager, signed in as the administrator. */
  public static CloudClient administrator(EmulatorInfo info) throws IOException {
    return anonymous(info)
        .signedIn(info.clientId(), info.clientSecret(), "https://management.azure.com");
  }

  /** The same client, signed in as somebody for a resource. */
  public CloudClient signedIn(String clientId, Secret secret, String resource) throws IOException {
    Answer answer = tokenRequest(clientId, secret, resource);
    if (answer.status() != 200) {
      throw new IOException("sign-in failed: " + answer.body());
    }
    return new CloudClient(info, http, answer.body().path("access_token").stringValue());
  }

  /** The same client with this token. */
  public CloudClient withToken(String other) {
    return new CloudClient(info, http, other);
  }

  /** What the token endpoint answers. */
  public Answer tokenRequest(String clientId, Secret secret, String resource) throws IOException {
    String form =
        "grant_type=client_credentials&client_id="
            + clientId
            + "&client_secret="
            + encode(secret.reveal())
            + "&scope="
            + encode(resource + "/.default");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(info.authorityHost() + "/" + info.tenantId() + "/oauth2/v2.0/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return send(request);
  }

  /** Calls Resource Manager; an api-version is added unless the target has a query. */
  public Answer call(String method, String target, @Nullable String body) throws IOException {
    String full = target.contains("?") ? target : target + "?api-version=2025-01-01";
    return callUrl(method, info.armEndpoint() + full, body);
  }

  /** Calls any URL. */
  public Answer callUrl(String method, String url, @Nullable String body) throws IOException {
    return callUrl(method, url, body, Map.of());
  }

  /** Calls any URL with more headers. */
  public Answer callUrl(
      String method, String url, @Nullable String body, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(builder::header);
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    return send(builder.build());
  }

  /** GET. */
  public Answer get(String target) throws IOException {
    return call("GET", target, null);
  }

  /** PUT. */
  public Answer put(String target, String body) throws IOException {
    return call("PUT", target, body);
  }

  /** POST. */
  public Answer post(String target, String body) throws IOException {
    return call("POST", target, body);
  }

  /** DELETE. */
  public Answer delete(String target) throws IOException {
    return call("DELETE", target, null);
  }

  /** Percent-encodes a query value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      JsonNode body =
          response.body().isBlank() || isText(response)
              ? Json.object().path("none")
              : Json.parse(response.body());
      return new Answer(response.statusCode(), body, response);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }

  private static boolean isText(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("").startsWith("text/");
  }
}
