package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pass knows before it reads messages.
 *
 * @param subscriptions those that are served, in any order
 * @param lastServed the one that was served last
 * @param free how many more containers there may be, 0 or more
 * @param paused whether somebody wants nothing to be started
 * @param hold what keeps every container from being started now, whatever is free
 */
public record ScalerSnapshot(
    List<String> subscriptions,
    Optional<String> lastServed,
    int free,
    boolean paused,
    Optional<Hold> hold,
    Instant now) {
  public ScalerSnapshot {
    subscriptions = List.copyOf(subscriptions);
    if (free < 0) {
      throw new IllegalArgumentException("free must not be negative, is " + free);
    }
  }

  /** Of a scaler that is not paused. */
  public ScalerSnapshot(
      List<String> subscriptions,
      Optional<String> lastServed,
      int free,
      Optional<Hold> hold,
      Instant now) {
    this(subscriptions, lastServed, free, false, hold, now);
  }

  /**
   * The platform asked for patience.
   *
   * @param reason such as {@code quota}
   */
  public record Hold(String reason, Instant until) {}

  /** How many containers may be started now. */
  public int room() {
    return paused || inForce().isPresent() ? 0 : free;
  }

  /**
   * The subscriptions in the order of their names, beginning after the one that was served last.
   */
  List<String> inTurn() {
    Map<Boolean, List<String>> sides =
        subscriptions.stream()
            .sorted()
            .collect(
                Collectors.partitioningBy(
                    name -> lastServed.filter(last -> name.compareTo(last) <= 0).isPresent()));
    return Stream.concat(
            sides.getOrDefault(false, List.of()).stream(),
            sides.getOrDefault(true, List.of()).stream())
        .toList();
  }

  /** Why what would be started is not. */
  Verdict.Waits noRoom() {
    if (paused) {
      return new Verdict.Waits("paused", Optional.empty());
    }
    return inForce()
        .map(held -> new Verdict.Waits(held.reason(), Optional.of(held.until())))
        .orElseGet(() -> new Verdict.Waits("no capacity", Optional.empty()));
  }

  private Optional<Hold> inForce() {
    return hold.filter(held -> held.until().isAfter(now));
  }
}
