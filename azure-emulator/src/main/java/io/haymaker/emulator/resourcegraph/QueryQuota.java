package io.haymaker.emulator.resourcegraph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Fifteen queries in five seconds for each principal, as the real service allows. Safe for threads.
 */
final class QueryQuota {

  static final int QUERIES = 15;
  static final Duration WINDOW = Duration.ofSeconds(5);

  private final Map<String, Deque<Instant>> recent = new HashMap<>();

  /** Counts a query; gives how many are left in the window, or -1 if it is one too many. */
  synchronized int take(String principal, Instant now) {
    Deque<Instant> times = recent.computeIfAbsent(principal, _ -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().plus(WINDOW).isAfter(now)) {
      times.removeFirst();
    }
    if (times.size() >= QUERIES) {
      return -1;
    }
    times.addLast(now);
    return QUERIES - times.size();
  }
}
