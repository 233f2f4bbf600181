package io.haymaker.postgres.work;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.WorkQueue;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;

/** The queue of runs in db-scheduler's table: one task per run, whose instance is the run's id. */
public final class PostgresWorkQueue implements WorkQueue {
  private final JdbiTransactions transactions;
  private final TaskRow row;
  private final Nudges nudges = new Nudges();

  public PostgresWorkQueue(JdbiTransactions transactions) {
    this.transactions = transactions;
    this.row = new TaskRow(TaskKind.RUN, transactions);
  }

  @Override
  public void wake(RunId run, Instant at) {
    transactions.useRun(
        run,
        _ -> {
          row.wake(run.toString(), at);
          transactions.afterCommit(nudges::all);
        });
  }

  Nudges nudges() {
    return nudges;
  }
}
