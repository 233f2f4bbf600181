package io.haymaker.agent.http;

import io.haymaker.agent.environment.AgentSettings.Identity;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tokens by client credentials, one per scope, kept until shortly before they expire. */
public final class TokenSource {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long USUAL_LIFE_SECONDS = 3600;

  private final HttpTransport transport;
  private final URI endpoint;
  private final Identity identity;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Cached> cache = new HashMap<>();

  private record Cached(String token, Instant refreshAt) {}

  /**
   * @param authority its address without a slash at the end
   */
  public TokenSource(HttpTransport transport, URI authority, Identity identity, Clock clock) {
    this.transport = transport;
    this.endpoint = URI.create(authority + "/" + identity.tenantId() + "/oauth2/v2.0/token");
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A token for the scope, from the cache or by one request. Does not retry.
   *
   * @throws InterruptedException if interrupted while waiting for the answer
   */
  public TokenAnswer token(String scope) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Cached cached = cache.get(scope);
      return cached != null && clock.instant().isBefore(cached.refreshAt())
          ? new TokenAnswer.Granted(cached.token())
          : fetch(scope);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a token that a service refused, so that the next one is new. */
  public void forget(String scope, String token) {
    lock.lock();
    try {
      Cached cached = cache.get(scope);
      if (cached != null && cached.token().equals(token)) {
        cache.remove(scope);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The object id of our own principal, read from a token that we already have; empty when there is
   * none yet or it does not tell. Costs no request.
   */
  public Optional<String> principalId() {
    lock.lock();
    try {
      return cache.values().stream()
          .map(cached -> claim(cached.token(), "oid"))
          .flatMap(Optional::stream)
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  private TokenAnswer fetch(String scope) throws InterruptedException {
    String form =
        "grant_type=client_credentials"
            + parameter("client_id", identity.clientId())
            + parameter("client_secret", identity.clientSecret().reveal())
            + parameter("scope", scope);
    HttpReply reply;
    try {
      reply =
          transport.send(
              "POST",
              endpoint,
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              Optional.of(form),
              TIMEOUT);
    } catch (IOException e) {
      return new TokenAnswer.Unreachable(String.valueOf(e.getMessage()));
    }
    Optional<Json> answer = reply.json();
    Optional<String> token = answer.flatMap(json -> json.text("access_token"));
    if (reply.isSuccess() && token.isPresent()) {
      cache.put(scope, new Cached(token.get(), refreshTime(answer.get())));
      return new TokenAnswer.Granted(token.get());
    }
    if (reply.status() >= 400 && reply.status() < 500 && reply.status() != 429) {
      String reason = answer.flatMap(json -> json.text("error_description")).orElse("no reason");
      return new TokenAnswer.Refused(reply.status() + " " + reason);
    }
    return new TokenAnswer.Unreachable("The authority answered " + reply.status());
  }

  /** After nine tenths of its life, so that no token expires on its way. */
  private Instant refreshTime(Json answer) {
    long life =
        answer
            .at("expires_in")
            .flatMap(TokenSource::seconds)
            .filter(seconds -> seconds > 0)
            .orElse(USUAL_LIFE_SECONDS);
    return clock.instant().plusMillis(life * 900);
  }

  private static Optional<Long> seconds(Json json) {
    @Nullable String text =
        switch (json) {
          case Json.JsonNumber number -> number.text();
          case Json.JsonString string -> string.value();
          case Json.JsonObject object -> null;
          case Json.JsonArray array -> null;
          case Json.JsonBoolean bool -> null;
          case Json.JsonNull nothing -> null;
        };
    return Optional.ofNullable(text).filter(t -> t.matches("\\d{1,9}")).map(Long::parseLong);
  }

  private static String parameter(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Optional<String> claim(String token, String name) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return JsonReader.read(payload).flatMap(json -> json.text(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
