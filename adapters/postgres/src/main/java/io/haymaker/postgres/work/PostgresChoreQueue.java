package io.haymaker.postgres.work;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;

/** The queue of chores in a table of its own: one kind of task per chore, with one instance. */
public final class PostgresChoreQueue implements ChoreQueue {
  private final JdbiTransactions transactions;
  private final Nudges nudges = new Nudges();

  public PostgresChoreQueue(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void wake(String chore, Instant at) {
    transactions.run(
        () -> {
          new TaskRow(TaskKind.chore(chore), transactions).wake(chore, at);
          transactions.afterCommit(nudges::all);
        });
  }

  Nudges nudges() {
    return nudges;
  }
}
