package io.haymaker.core.schedule;

import io.haymaker.core.schedule.SchedulePlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what becomes of the due times that have come. Pure: the same snapshot, the same plan. */
public final class SchedulePlanner {
  /**
   * How late a run may begin and still be on time: longer than any look takes to come, shorter than
   * what one would call a time down.
   */
  static final Duration PUNCTUAL = Duration.ofMinutes(5);

  private static final Comparator<Due> EARLIEST_FIRST = Comparator.comparing(Due::at);

  private SchedulePlanner() {}

  /** The latest time of a schedule that has come and is not decided. */
  private record Due(Schedule schedule, ScheduleRecord record, Instant at) {
    boolean isMissed(Instant now) {
      return at.plus(PUNCTUAL).isBefore(now);
    }
  }

  public static SchedulePlan plan(ScheduleSnapshot snapshot) {
    var steps = new ArrayList<Step>();
    var due = new ArrayList<Due>();
    for (Schedule schedule : snapshot.schedules()) {
      ScheduleRecord record = snapshot.records().get(schedule.name());
      if (record == null || !record.timetable().equals(schedule.timetable().text())) {
        steps.add(new Step.Begin(schedule));
      } else {
        schedule
            .timetable()
            .upTo(snapshot.now())
            .filter(record.considered()::isBefore)
            .ifPresent(at -> due.add(new Due(schedule, record, at)));
      }
    }
    steps.addAll(decisions(due, snapshot));
    return new SchedulePlan(steps, nextDue(snapshot));
  }

  /** Those on time come first: a run that is caught up on must not stand in their way. */
  private static List<Step> decisions(List<Due> due, ScheduleSnapshot snapshot) {
    Instant now = snapshot.now();
    Stream<Due> onTime = active(due).filter(one -> !one.isMissed(now)).sorted(EARLIEST_FIRST);
    Stream<Due> missed =
        active(due).filter(one -> one.isMissed(now)).sorted(EARLIEST_FIRST.reversed());
    var steps = new ArrayList<Step>();
    due.stream()
        .filter(one -> one.record().paused())
        .forEach(one -> steps.add(decide(one, Verdict.SKIPPED_PAUSED)));
    boolean busy = snapshot.busy();
    for (Due one : onTime.toList()) {
      boolean start = !busy || one.schedule().mayOverlap();
      steps.add(decide(one, start ? Verdict.STARTED : Verdict.SKIPPED_OVERLAP));
      busy |= start;
    }
    boolean first = true;
    for (Due one : missed.toList()) {
      steps.add(decide(one, ofMissed(one, first, busy)));
      first = false;
    }
    return steps;
  }

  private static Verdict ofMissed(Due one, boolean latest, boolean busy) {
    if (!latest) {
      return Verdict.SKIPPED_MISSED;
    }
    return !busy || one.schedule().mayOverlap() ? Verdict.CAUGHT_UP : Verdict.SKIPPED_OVERLAP;
  }

  private static Stream<Due> active(List<Due> due) {
    return due.stream().filter(one -> !one.record().paused());
  }

  private static Step decide(Due one, Verdict verdict) {
    return new Step.Decide(one.schedule(), one.at(), verdict);
  }

  private static Optional<Instant> nextDue(ScheduleSnapshot snapshot) {
    return snapshot.schedules().stream()
        .filter(schedule -> !isPaused(schedule, snapshot))
        .flatMap(schedule -> schedule.timetable().after(snapshot.now()).stream())
        .min(Comparator.naturalOrder());
  }

  private static boolean isPaused(Schedule schedule, ScheduleSnapshot snapshot) {
    ScheduleRecord record = snapshot.records().get(schedule.name());
    return record != null && record.paused();
  }
}
