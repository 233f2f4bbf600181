package io.haymaker.core.schedule;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * A due time, and what became of it. There is one for each due time of a schedule at most.
 *
 * @param decidedAt not before {@code dueAt}
 * @param run present when one was begun
 */
public record Trigger(
    ScheduleName schedule, Instant dueAt, Instant decidedAt, Verdict verdict, Optional<RunId> run) {

  public Trigger {
    if (verdict.isStart() != run.isPresent()) {
      throw new IllegalArgumentException("%s with run %s".formatted(verdict, run));
    }
  }
}
