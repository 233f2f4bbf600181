package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.List;

/**
 * What a pass did.
 *
 * @param plan what became of the messages that it saw
 * @param unread so many messages, about, wait behind those that it saw, as the bus counts them
 * @param alive containers that took up room before it started any
 * @param capacity how many there may be
 * @param started containers that the runtime took on
 * @param began claims whose container was first seen to run or to have run, with {@code beganAt}
 * @param ended claims whose container is proven gone
 * @param problems what could not be looked at or done, in words; empty when all went well
 */
public record PassReport(
    Instant at,
    ScalerPlan plan,
    long unread,
    int alive,
    int capacity,
    List<Claim> started,
    List<Claim> began,
    List<ClaimStore.Ended> ended,
    List<String> problems) {
  public PassReport {
    started = List.copyOf(started);
    began = List.copyOf(began);
    ended = List.copyOf(ended);
    problems = List.copyOf(problems);
  }

  /** Whether no further container may be made, with those that it started. */
  boolean isFull() {
    return alive + started.size() >= capacity;
  }

  /** What waits. */
  public Backlog backlog() {
    return Backlog.of(plan, started, unread);
  }
}
