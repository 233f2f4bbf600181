package io.haymaker.docker.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the engine measured of a container at one time.
 *
 * @param cpuNanos processor time since it was started
 * @param memoryBytes in use, without what the kernel would give back
 */
record StatsSample(Instant at, long cpuNanos, long memoryBytes) {

  /** Empty when it did not run: then the engine writes the year 1. */
  static Optional<StatsSample> now(JsonNode stats) {
    return at(stats.path("read"))
        .map(
            at ->
                new StatsSample(
                    at, cpu(stats.path("cpu_stats")), memory(stats.path("memory_stats"))));
  }

  /** The measurement that the engine made before it, where it made one. */
  static Optional<StatsSample> before(JsonNode stats) {
    return at(stats.path("preread"))
        .map(at -> new StatsSample(at, cpu(stats.path("precpu_stats")), 0));
  }

  private static Optional<Instant> at(JsonNode text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.asString("")).toInstant())
          .filter(Instant.EPOCH::isBefore);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long cpu(JsonNode stats) {
    return stats.path("cpu_usage").path("total_usage").asLong(0);
  }

  /**
   * Less the file cache that is not in use, as {@code docker stats} counts: cgroup v1 has a total
   * that includes groups below, v2 always counts them.
   */
  private static long memory(JsonNode stats) {
    long used = stats.path("usage").asLong(0);
    JsonNode details = stats.path("stats");
    JsonNode total = details.path("total_inactive_file");
    long cache = (total.isMissingNode() ? details.path("inactive_file") : total).asLong(0);
    return cache < used ? used - cache : used;
  }

  /** Cores in use on average since an earlier sample. */
  double coresSince(StatsSample earlier) {
    long nanos = Duration.between(earlier.at(), at).toNanos();
    // It was started again meanwhile: what it used since is less than this time's.
    long used = cpuNanos >= earlier.cpuNanos() ? cpuNanos - earlier.cpuNanos() : cpuNanos;
    return nanos <= 0 ? 0 : (double) used / nanos;
  }
}
