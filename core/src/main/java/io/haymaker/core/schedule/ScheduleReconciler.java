package io.haymaker.core.schedule;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.schedule.SchedulePlan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins runs when their schedules say so. It keeps nothing between two looks; what it decides is
 * committed together with the runs that it begins, so that any number of replicas begin each run
 * once.
 */
public final class ScheduleReconciler implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleReconciler.class);

  /** A look costs little, and clocks are corrected, and somebody may resume what was paused. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final List<Schedule> schedules;
  private final ScheduleBooks books;
  private final RandomGenerator seeds;
  private final Clock clock;

  /**
   * @param seeds decide what each run chooses
   */
  public ScheduleReconciler(
      List<Schedule> schedules, ScheduleBooks books, RandomGenerator seeds, Clock clock) {
    this.schedules = List.copyOf(schedules);
    this.books = books;
    this.seeds = seeds;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public Instant look() {
    return books.transactions().call(this::decide);
  }

  private Instant decide() {
    books.schedules().lock();
    Instant now = clock.instant();
    var snapshot =
        new ScheduleSnapshot(
            schedules, books.schedules().records(), !books.runs().unfinished().isEmpty(), now);
    SchedulePlan plan = SchedulePlanner.plan(snapshot);
    for (Step step : plan.steps()) {
      switch (step) {
        case Step.Begin(Schedule schedule) -> books.schedules().put(begun(schedule, snapshot));
        case Step.Decide decision -> perform(decision, snapshot);
      }
    }
    Instant latest = now.plus(LONGEST_WAIT);
    return plan.nextDue().filter(latest::isAfter).orElse(latest);
  }

  private static ScheduleRecord begun(Schedule schedule, ScheduleSnapshot snapshot) {
    ScheduleRecord known = snapshot.records().get(schedule.name());
    return known == null
        ? ScheduleRecord.begun(schedule, snapshot.now())
        : known.follows(schedule.timetable(), snapshot.now());
  }

  private void perform(Step.Decide decision, ScheduleSnapshot snapshot) {
    Instant now = snapshot.now();
    Schedule schedule = decision.schedule();
    ScheduleRecord known = snapshot.records().get(schedule.name());
    if (known == null) {
      throw new IllegalStateException("no record of schedule " + schedule.name());
    }
    ScheduleRecord considered = known.consideredUpTo(decision.dueAt());
    if (books.schedules().isDecided(schedule.name(), decision.dueAt())) {
      // The clock was set back, and the timetable changed to and fro.
      books.schedules().put(considered);
      return;
    }
    if (decision.verdict().isStart()) {
      RunOptions options = schedule.options(seeds.nextInt(1, Integer.MAX_VALUE));
      RunId run = books.start(schedule, options, decision.dueAt(), decision.verdict(), now);
      books.schedules().put(considered.started(run));
    } else {
      books
          .schedules()
          .enter(
              new Trigger(
                  schedule.name(), decision.dueAt(), now, decision.verdict(), Optional.empty()));
      books.schedules().put(considered);
    }
    LOG.atInfo()
        .addKeyValue("schedule", schedule.name())
        .addKeyValue("due", decision.dueAt())
        .addKeyValue("verdict", decision.verdict())
        .log("a time of a schedule has come");
  }
}
