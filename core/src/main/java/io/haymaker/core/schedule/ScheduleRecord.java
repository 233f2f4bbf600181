package io.haymaker.core.schedule;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded about a schedule.
 *
 * @param timetable the text of the timetable that {@code considered} is about; when the schedule
 *     has another now, it begins anew
 * @param paused whether its due times are passed over
 * @param considered it is decided what became of all its due times up to here
 * @param lastRun the run that it began last
 */
public record ScheduleRecord(
    ScheduleName name,
    String timetable,
    boolean paused,
    Instant considered,
    Optional<RunId> lastRun) {

  /** Of a schedule that nobody has looked at before: what was due before does not count. */
  static ScheduleRecord begun(Schedule schedule, Instant now) {
    return new ScheduleRecord(
        schedule.name(), schedule.timetable().text(), false, now, Optional.empty());
  }

  ScheduleRecord consideredUpTo(Instant due) {
    return new ScheduleRecord(name, timetable, paused, due, lastRun);
  }

  ScheduleRecord follows(Timetable other, Instant now) {
    return new ScheduleRecord(name, other.text(), paused, now, lastRun);
  }

  ScheduleRecord paused(boolean now) {
    return new ScheduleRecord(name, timetable, now, considered, lastRun);
  }

  ScheduleRecord started(RunId run) {
    return new ScheduleRecord(name, timetable, paused, considered, Optional.of(run));
  }
}
