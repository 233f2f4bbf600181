package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often groups of a region may be created and deleted: each 100 times in 5 minutes and 300
 * times in an hour. The quotas {@code containerInstances.createsPer5Minutes}, {@code
 * ...createsPerHour}, {@code ...deletesPer5Minutes} and {@code ...deletesPerHour} of the settings
 * replace these. What happened before the start of this process is not counted.
 */
final class OperationRates {

  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final Cloud cloud;
  private final Map<String, Deque<Instant>> times = new HashMap<>();

  OperationRates(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * Counts a creation.
   *
   * @throws io.haymaker.emulator.http.Refused (429 with {@code Retry-After}) if there were enough
   */
  void create(String region) {
    take("creates", "created", region);
  }

  /** The same of a deletion. */
  void delete(String region) {
    take("deletes", "deleted", region);
  }

  private synchronized void take(String kind, String verb, String region) {
    Instant now = cloud.clock().instant();
    Deque<Instant> seen = times.computeIfAbsent(kind + "/" + region, _ -> new ArrayDeque<>());
    while (!seen.isEmpty() && !seen.peekFirst().isAfter(now.minus(LONG))) {
      seen.pollFirst();
    }
    require(seen, now, LONG, quota(kind + "PerHour", 300), verb, region);
    require(seen, now, SHORT, quota(kind + "Per5Minutes", 100), verb, region);
    seen.addLast(now);
  }

  private long quota(String name, long standard) {
    return cloud.settings().now().quota("containerInstances." + name, standard);
  }

  private static void require(
      Deque<Instant> seen, Instant now, Duration window, long most, String verb, String region) {
    Instant begin = now.minus(window);
    var within = seen.stream().filter(time -> time.isAfter(begin)).toList();
    if (within.size() >= most) {
      // The next slot is free when the oldest of the last so many has left the window.
      Instant oldest = most == 0 ? now : within.get((int) (within.size() - most));
      throw GroupErrors.tooOften(verb, region, Duration.between(now, oldest.plus(window)));
    }
  }
}
