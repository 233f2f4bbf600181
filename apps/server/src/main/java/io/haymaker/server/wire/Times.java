package io.haymaker.server.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times in queries. */
public final class Times {
  /** What a database can hold, and more than anybody means. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private Times() {}

  /**
   * @throws ApiFailure naming the parameter, when it is no time from 1970 to 9999
   */
  public static Optional<Instant> of(String name, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant time = Instant.parse(text.strip());
      if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
        return Optional.of(time);
      }
    } catch (DateTimeParseException e) {
      throw wrong(name);
    }
    throw wrong(name);
  }

  private static ApiFailure wrong(String name) {
    return ApiFailure.parameter(
        "query", name, "must be a time in ISO 8601, such as 2026-03-10T08:00:00Z");
  }
}
