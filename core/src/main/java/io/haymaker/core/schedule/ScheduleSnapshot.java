package io.haymaker.core.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the planner goes by.
 *
 * @param schedules in the order of their declaration
 * @param busy whether a run is on its way
 */
public record ScheduleSnapshot(
    List<Schedule> schedules,
    Map<ScheduleName, ScheduleRecord> records,
    boolean busy,
    Instant now) {

  public ScheduleSnapshot {
    schedules = List.copyOf(schedules);
    records = Map.copyOf(records);
  }
}
