package io.haymaker.core.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do now.
 *
 * @param steps in this order
 * @param nextDue the first due time after now of a schedule that is not paused
 */
public record SchedulePlan(List<Step> steps, Optional<Instant> nextDue) {
  public SchedulePlan {
    steps = List.copyOf(steps);
  }

  /** Something to do about one schedule. */
  public sealed interface Step {
    Schedule schedule();

    /** It is new, or its timetable is: it counts from now on. */
    record Begin(Schedule schedule) implements Step {}

    /** One of its times has come: that becomes of it, and of all earlier ones nothing. */
    record Decide(Schedule schedule, Instant dueAt, Verdict verdict) implements Step {}
  }
}
