package io.haymaker.agent.http;

import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.JsonReader;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status the status code
 * @param headers as received
 * @param body empty text when there was none
 */
public record HttpReply(int status, HttpHeaders headers, String body) {

  /** The longest wait that an answer may ask for; a service that asks for more is asked sooner. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Whether the status is 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The body as JSON, if it is. */
  public Optional<Json> json() {
    return body.isBlank() ? Optional.empty() : JsonReader.read(body);
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * How long the service wants us to wait: {@code retry-after-ms} and {@code x-ms-retry-after-ms}
   * in milliseconds win over {@code Retry-After} in seconds, as in Azure's own clients.
   */
  public Optional<Duration> retryAfter() {
    return number("retry-after-ms")
        .or(() -> number("x-ms-retry-after-ms"))
        .map(Duration::ofMillis)
        .or(() -> number("Retry-After").map(Duration::ofSeconds))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private Optional<Long> number(String name) {
    return header(name)
        .map(String::strip)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Long::parseLong);
  }
}
