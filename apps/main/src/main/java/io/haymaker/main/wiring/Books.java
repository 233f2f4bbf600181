package io.haymaker.main.wiring;

import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.core.schedule.ScheduleBooks;
import io.haymaker.postgres.PostgresStore;
import java.time.Clock;

/** The core's books on a database. */
public final class Books {
  private Books() {}

  public static RunBooks of(PostgresStore store) {
    return new RunBooks(
        store.transactions(),
        store.runs(),
        store.ledger(),
        store.journal(),
        store.reports(),
        store.work(),
        store.alerts());
  }

  public static ScheduleBooks ofSchedules(PostgresStore store, Clock clock) {
    RunBooks runs = of(store);
    return new ScheduleBooks(runs, store.schedules(), new RunService(runs, clock));
  }
}
