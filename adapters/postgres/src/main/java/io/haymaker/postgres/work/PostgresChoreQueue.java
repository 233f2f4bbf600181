package io.haymaker.postgres.work;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;

/** The queue of chores in a table of its own: one task per chore, whose instance is its name. */
public final class PostgresChoreQueue implements ChoreQueue {
  private final JdbiTransactions transactions;
  private final TaskRow row;
  private final Nudges nudges = new Nudges();

  public PostgresChoreQueue(JdbiTransactions transactions) {
    this.transactions = transactions;
    this.row = new TaskRow(TaskKind.CHORE, transactions);
  }

  @Override
  public void wake(String chore, Instant at) {
    transactions.run(
        () -> {
          row.wake(chore, at);
          transactions.afterCommit(nudges::all);
        });
  }

  Nudges nudges() {
    return nudges;
  }
}
