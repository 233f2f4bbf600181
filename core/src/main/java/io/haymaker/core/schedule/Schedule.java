package io.haymaker.core.schedule;

import io.haymaker.core.run.RunOptions;
import io.haymaker.core.scenario.Selection;
import java.time.Duration;

/**
 * Runs that begin by themselves.
 *
 * @param selection what each of them runs
 * @param duration of their agents' operations, more than 0
 * @param mayOverlap whether one may begin while another run, of whomever, is on its way
 */
public record Schedule(
    ScheduleName name,
    Timetable timetable,
    Selection selection,
    Duration duration,
    boolean mayOverlap) {

  public Schedule {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("duration must be positive, is " + duration);
    }
  }

  /** What one of its runs is asked to be. */
  public RunOptions options(long seed) {
    return new RunOptions(selection, seed, duration, 0);
  }
}
