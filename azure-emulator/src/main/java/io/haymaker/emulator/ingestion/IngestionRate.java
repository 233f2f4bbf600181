package io.haymaker.emulator.ingestion;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * How much a rule takes in a minute: requests and bytes as they were sent. The quotas of the
 * settings are {@value #REQUESTS} (12,000) and {@value #BYTES} (2 GB).
 */
final class IngestionRate {
  static final String REQUESTS = "ingestion.requestsPerMinute";
  static final String BYTES = "ingestion.bytesPerMinute";
  private static final long STANDARD_REQUESTS = 12_000;
  private static final long STANDARD_BYTES = 2_000_000_000;

  private record Spent(Instant minute, long requests, long bytes) {}

  private final Cloud cloud;
  private final Map<String, Spent> spent = new HashMap<>();

  IngestionRate(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * Counts a request.
   *
   * @throws Refused (429 with {@code Retry-After}) if the minute's measure is full
   */
  synchronized void take(String rule, long bytes) {
    Instant now = cloud.clock().instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Spent before = spent.get(rule);
    Spent after =
        before == null || !before.minute().equals(minute)
            ? new Spent(minute, 1, bytes)
            : new Spent(minute, before.requests() + 1, before.bytes() + bytes);
    if (after.requests() > cloud.settings().now().quota(REQUESTS, STANDARD_REQUESTS)
        || after.bytes() > cloud.settings().now().quota(BYTES, STANDARD_BYTES)) {
      long wait = Math.max(1, now.until(minute.plus(1, ChronoUnit.MINUTES), ChronoUnit.SECONDS));
      throw Refused.with(
          Response.error(
                  429,
                  "RateLimitExceeded",
                  "The data collection rule has taken as much as it may in this minute.")
              .with("Retry-After", String.valueOf(wait)));
    }
    spent.put(rule, after);
  }
}
