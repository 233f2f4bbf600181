package io.haymaker.core.schedule;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunService;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.store.Transactions;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What schedules are written in; all share one transaction.
 *
 * @param starter enters the runs
 */
public record ScheduleBooks(RunBooks all, ScheduleStore schedules, RunService starter) {

  Transactions transactions() {
    return all.transactions();
  }

  RunStore runs() {
    return all.runs();
  }

  /** Enters a run and why it begins. Nothing of it has been done on return. */
  RunId start(Schedule schedule, RunOptions options, Instant dueAt, Verdict verdict, Instant now) {
    RunId run = starter.start(options);
    schedules.enter(new Trigger(schedule.name(), dueAt, now, verdict, Optional.of(run)));
    String why =
        "schedule %s, due %s, %s"
            .formatted(
                schedule.name(), dueAt, verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    all.journal().append(JournalEntry.of(now, run, "run_scheduled", Severity.INFO, why));
    return run;
  }
}
