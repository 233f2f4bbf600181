package io.haymaker.azure.wire;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.haymaker.core.outcome.Problem;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came back from one request. */
public sealed interface Reply {

  /**
   * The service answered.
   *
   * @param body its JSON; missing when there was none or it was no JSON
   */
  record Answer(int status, HttpHeaders headers, JsonNode body) implements Reply {

    /** True for 200 to 299. */
    public boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** The value of a header, where it is there and not empty. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.getValue(HttpHeaderName.fromString(name)))
          .filter(value -> !value.isBlank());
    }

    /** How long the service asks us to wait, where it does, to the millisecond. */
    public Optional<Duration> retryAfter() {
      return header("retry-after-ms")
          .or(() -> header("x-ms-retry-after-ms"))
          .flatMap(text -> number(text).map(Duration::ofMillis))
          .or(() -> header("Retry-After").flatMap(text -> number(text).map(Duration::ofSeconds)));
    }

    private static Optional<Long> number(String text) {
      return text.matches("\\d{1,9}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
  }

  /** No answer arrived. The request may have had its effect, or never have left. */
  record NoAnswer(Problem problem) implements Reply {}
}
