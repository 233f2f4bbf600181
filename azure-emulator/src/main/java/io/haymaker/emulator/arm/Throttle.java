package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Resource Manager's token buckets, one per principal and kind of call: reads 250 (25 more each
 * second), writes and deletes 200 (10 more each second). The remaining tokens are always told; an
 * empty bucket refuses only where the settings say so. The quotas {@code throttle.reads}, {@code
 * throttle.writes} and {@code throttle.deletes} replace a bucket's size.
 */
final class Throttle {
  private record Kind(String name, long size, long perSecond) {}

  private static final Kind READS = new Kind("reads", 250, 25);
  private static final Kind WRITES = new Kind("writes", 200, 10);
  private static final Kind DELETES = new Kind("deletes", 200, 10);

  private static final class Bucket {
    double tokens;
    Instant filledAt;

    Bucket(double tokens, Instant filledAt) {
      this.tokens = tokens;
      this.filledAt = filledAt;
    }
  }

  private final Cloud cloud;
  private final Map<String, Bucket> buckets = new HashMap<>();

  Throttle(Cloud cloud) {
    this.cloud = cloud;
  }

  /** The header that tells what remains. */
  record Remaining(String header, long tokens) {
    Response on(Response response) {
      return response.with(header, String.valueOf(tokens));
    }
  }

  /**
   * Takes a token.
   *
   * @throws Refused (429) if there is none
   */
  synchronized Remaining take(Request request) {
    Kind kind =
        switch (request.method()) {
          case "GET", "HEAD" -> READS;
          case "DELETE" -> DELETES;
          default -> WRITES;
        };
    long size = cloud.settings().now().quota("throttle." + kind.name(), kind.size());
    Instant now = cloud.clock().instant();
    Bucket bucket =
        buckets.computeIfAbsent(
            request.caller().objectId() + "/" + kind.name(), key -> new Bucket((double) size, now));
    double since = Duration.between(bucket.filledAt, now).toMillis() / 1000.0;
    bucket.tokens = Math.min((double) size, bucket.tokens + since * kind.perSecond());
    bucket.filledAt = now;
    String header = "x-ms-ratelimit-remaining-subscription-" + kind.name();
    if (bucket.tokens < 1 && cloud.settings().now().throttling()) {
      long wait = Math.max(1, (long) Math.ceil((1 - bucket.tokens) / kind.perSecond()));
      throw Refused.with(
          Response.error(
                  429,
                  "TooManyRequests",
                  "The request is being throttled as the limit has been reached for operations of"
                      + " type '"
                      + kind.name()
                      + "'. Please retry after "
                      + wait
                      + " seconds.")
              .with("Retry-After", String.valueOf(wait))
              .with(header, "0"));
    }
    bucket.tokens = Math.max(0, bucket.tokens - 1);
    return new Remaining(header, (long) bucket.tokens);
  }
}
