package io.haymaker.benchmarks.scaler;

import io.haymaker.core.retry.Pauser;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls to a cloud in memory, each of which takes its time. */
final class Calls {
  /** The name of the call that makes a container. */
  static final String CREATE = "create";

  private final Map<String, Integer> counts = new TreeMap<>();
  private final AtomicLong lastCreate = new AtomicLong();
  private final Duration each;

  /**
   * @param each how long a call takes
   */
  Calls(Duration each) {
    this.each = each;
  }

  void made(String name) {
    synchronized (counts) {
      counts.merge(name, 1, Integer::sum);
    }
    if (name.equals(CREATE)) {
      lastCreate.set(System.nanoTime());
    }
    if (each.isPositive()) {
      try {
        Pauser.system().pause(each);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How many there were, by their names. */
  Map<String, Integer> counts() {
    synchronized (counts) {
      return new TreeMap<>(counts);
    }
  }

  int all() {
    return counts().values().stream().mapToInt(number -> number).sum();
  }

  int creates() {
    return counts().getOrDefault(CREATE, 0);
  }

  /** When the last container was asked for, by {@link System#nanoTime}. */
  long lastCreate() {
    return lastCreate.get();
  }
}
