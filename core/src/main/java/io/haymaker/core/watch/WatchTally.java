package io.haymaker.core.watch;

import io.haymaker.core.engine.Instance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What watching came to since this process began, and what was last seen; for many threads. */
public final class WatchTally {
  private final LongAdder told = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder readings = new LongAdder();
  private volatile Optional<List<Instance>> seen = Optional.empty();

  WatchTally() {}

  /** Events that the engine told of; those that were read again count again. */
  public long told() {
    return told.sum();
  }

  /** Events that nobody told of and that must have been: found by comparing. */
  public long found() {
    return found.sum();
  }

  /** How often reading was begun, each time from the last event on record. */
  public long readings() {
    return readings.sum();
  }

  /**
   * All containers as they were listed last, at most some ten seconds ago; empty while the engine
   * does not list them.
   */
  public Optional<List<Instance>> seen() {
    return seen;
  }

  void tell(int events) {
    told.add(events);
  }

  void find(int events) {
    found.add(events);
  }

  void begin() {
    readings.increment();
  }

  void see(List<Instance> all) {
    seen = Optional.of(List.copyOf(all));
  }

  void loseSight() {
    seen = Optional.empty();
  }
}
