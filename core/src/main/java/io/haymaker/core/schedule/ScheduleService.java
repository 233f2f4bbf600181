package io.haymaker.core.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where people meddle with schedules. */
public final class ScheduleService {
  private final ScheduleBooks books;
  private final RandomGenerator seeds;
  private final Clock clock;

  public ScheduleService(ScheduleBooks books, RandomGenerator seeds, Clock clock) {
    this.books = books;
    this.seeds = seeds;
    this.clock = clock;
  }

  /** What became of the wish to start now. */
  public sealed interface Start {
    /** It is in the queue; nothing of it has been done. */
    record Started(RunId run) implements Start {}

    /** That run is on its way, and the schedule may not overlap. Nothing was started. */
    record Busy(RunId run) implements Start {}
  }

  /** Has its due times passed over from now on. Repeating it changes nothing. */
  public void pause(Schedule schedule) {
    set(schedule, true);
  }

  /**
   * Has its due times count from now on; what was due meanwhile is not caught up on. Repeating it
   * changes nothing.
   */
  public void resume(Schedule schedule) {
    set(schedule, false);
  }

  /** Starts a run of it, whether it is due, paused or neither. */
  public Start startNow(Schedule schedule) {
    return books
        .transactions()
        .call(
            () -> {
              books.schedules().lock();
              List<Run> unfinished = books.runs().unfinished();
              if (!unfinished.isEmpty() && !schedule.mayOverlap()) {
                return new Start.Busy(unfinished.getFirst().id());
              }
              Instant now = clock.instant();
              ScheduleRecord record = recordOf(schedule, now);
              books.schedules().put(record);
              RunId run =
                  books.start(
                      schedule,
                      schedule.options(seeds.nextInt(1, Integer.MAX_VALUE)),
                      now,
                      Verdict.BY_HAND,
                      now);
              books.schedules().put(record.started(run));
              return new Start.Started(run);
            });
  }

  private void set(Schedule schedule, boolean paused) {
    books
        .transactions()
        .run(
            () -> {
              books.schedules().lock();
              Instant now = clock.instant();
              ScheduleRecord record = recordOf(schedule, now);
              if (record.paused() && !paused) {
                record = record.consideredUpTo(now);
              }
              books.schedules().put(record.paused(paused));
            });
  }

  private ScheduleRecord recordOf(Schedule schedule, Instant now) {
    ScheduleRecord known = books.schedules().records().get(schedule.name());
    return known == null ? ScheduleRecord.begun(schedule, now) : known;
  }
}
