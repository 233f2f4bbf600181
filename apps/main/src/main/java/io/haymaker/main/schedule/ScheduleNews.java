package io.haymaker.main.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.core.schedule.ScheduleStore;
import io.haymaker.core.schedule.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to schedules, in words, whoever does it: this process, a replica, or people. */
final class ScheduleNews {
  /** Longer than a transaction takes from its decision to its commit. */
  private static final Duration OVERLOOKED = Duration.ofMinutes(2);

  private final List<Schedule> schedules;
  private final ScheduleStore store;
  private final Clock clock;
  private final Instant begin;
  private final Set<Trigger> told = new HashSet<>();
  private final List<RunId> begun = new ArrayList<>();
  private Set<ScheduleName> paused;

  /**
   * @param begin nothing of what was decided up to then is news
   */
  ScheduleNews(List<Schedule> schedules, ScheduleStore store, Instant begin, Clock clock) {
    this.schedules = schedules;
    this.store = store;
    this.clock = clock;
    this.begin = begin;
    this.paused = pausedNow();
  }

  /** One line for each schedule. */
  List<String> introduction() {
    return schedules.stream()
        .map(
            schedule ->
                "%s: %s, next %s"
                    .formatted(
                        schedule.name(),
                        schedule.timetable().cron(),
                        paused.contains(schedule.name()) ? "none, paused" : next(schedule)))
        .toList();
  }

  /** What happened since the last look. */
  List<String> look() {
    var lines = new ArrayList<String>();
    Set<ScheduleName> now = pausedNow();
    now.stream()
        .filter(name -> !paused.contains(name))
        .forEach(name -> lines.add(name + ": paused"));
    paused.stream()
        .filter(name -> !now.contains(name))
        .forEach(name -> lines.add(name + ": resumed"));
    paused = now;
    Instant from = clock.instant().minus(OVERLOOKED);
    List<Trigger> latest = store.decidedAfter(from.isBefore(begin) ? begin : from);
    begun.clear();
    for (Trigger trigger : latest) {
      if (told.add(trigger)) {
        lines.add(sentence(trigger));
        trigger.run().ifPresent(begun::add);
      }
    }
    told.retainAll(latest);
    return lines;
  }

  /** The runs that began since the look before the last one. */
  List<RunId> begun() {
    return List.copyOf(begun);
  }

  /** The due time that comes next. */
  String next() {
    Instant now = clock.instant();
    return schedules.stream()
        .filter(schedule -> !paused.contains(schedule.name()))
        .filter(schedule -> schedule.timetable().after(now).isPresent())
        .min(Comparator.comparing(schedule -> schedule.timetable().after(now).orElseThrow()))
        .map(schedule -> "next: %s, %s".formatted(schedule.name(), next(schedule)))
        .orElse("next: none, all are paused");
  }

  private String next(Schedule schedule) {
    return schedule
        .timetable()
        .after(clock.instant())
        .map(time -> Times.both(time, schedule.timetable().zone()))
        .orElse("never");
  }

  private Set<ScheduleName> pausedNow() {
    Map<ScheduleName, ScheduleRecord> records = store.records();
    var names = new HashSet<ScheduleName>();
    for (Schedule schedule : schedules) {
      ScheduleRecord record = records.get(schedule.name());
      if (record != null && record.paused()) {
        names.add(schedule.name());
      }
    }
    return names;
  }

  private String sentence(Trigger trigger) {
    String due = "due " + Times.both(trigger.dueAt(), zone(trigger.schedule()));
    String run = trigger.run().map(RunId::toString).orElse("");
    String what =
        switch (trigger.verdict()) {
          case STARTED -> "%s: run %s begins".formatted(due, run);
          case CAUGHT_UP -> "%s, nobody was there: run %s begins now".formatted(due, run);
          case BY_HAND -> "somebody asked for it: run %s begins".formatted(run);
          case SKIPPED_OVERLAP -> due + ": skipped, another run is on its way";
          case SKIPPED_PAUSED -> due + ": skipped, it is paused";
          case SKIPPED_MISSED -> due + ", nobody was there: skipped, a later one counts";
        };
    return trigger.schedule() + ": " + what;
  }

  private ZoneId zone(ScheduleName name) {
    return schedules.stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .map(schedule -> schedule.timetable().zone())
        .orElse(ZoneOffset.UTC);
  }
}
