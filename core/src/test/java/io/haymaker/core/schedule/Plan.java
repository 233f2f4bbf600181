package io.haymaker.core.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.SchedulePlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds snapshots step by step and shows plans as lines. */
final class Plan {
  private final List<Schedule> schedules = new ArrayList<>();
  private final Map<ScheduleName, ScheduleRecord> records = new HashMap<>();

  static Schedule schedule(String name, String cron, boolean mayOverlap) {
    return new Schedule(
        new ScheduleName(name),
        new Timetable(Cron.of(cron), ZoneId.of("UTC")),
        new Selection.Sized(SimulationSize.SMALL),
        Duration.ofHours(1),
        mayOverlap);
  }

  /** A schedule without a record. */
  Plan unseen(String name, String cron) {
    schedules.add(schedule(name, cron, false));
    return this;
  }

  Plan seen(String name, String cron, String considered) {
    return seen(schedule(name, cron, false), considered, false);
  }

  Plan overlapping(String name, String cron, String considered) {
    return seen(schedule(name, cron, true), considered, false);
  }

  Plan paused(String name, String cron, String considered) {
    return seen(schedule(name, cron, false), considered, true);
  }

  private Plan seen(Schedule schedule, String considered, boolean paused) {
    schedules.add(schedule);
    records.put(
        schedule.name(),
        new ScheduleRecord(
            schedule.name(),
            schedule.timetable().text(),
            paused,
            Instant.parse(considered),
            Optional.of(RunId.random())));
    return this;
  }

  /** The schedule's record is of another timetable. */
  Plan changed(String name, String cron, String considered) {
    seen(name, cron, considered);
    records.computeIfPresent(
        new ScheduleName(name),
        (_, record) ->
            new ScheduleRecord(
                record.name(), "1 1 1 1 * UTC", false, record.considered(), record.lastRun()));
    return this;
  }

  SchedulePlan at(String now, boolean busy) {
    return SchedulePlanner.plan(new ScheduleSnapshot(schedules, records, busy, Instant.parse(now)));
  }

  static List<String> lines(SchedulePlan plan) {
    return plan.steps().stream()
        .map(
            step ->
                switch (step) {
                  case Step.Begin(Schedule schedule) -> "begin " + schedule.name();
                  case Step.Decide(Schedule schedule, Instant due, Verdict verdict) ->
                      "%s %s %s".formatted(verdict, schedule.name(), due);
                })
        .toList();
  }
}
