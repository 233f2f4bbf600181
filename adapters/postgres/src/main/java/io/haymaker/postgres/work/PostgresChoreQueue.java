package io.haymaker.postgres.work;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The queue of chores in a table of its own: one kind of task per chore, with one instance. */
public final class PostgresChoreQueue implements ChoreQueue {
  private final JdbiTransactions transactions;
  private final Nudges nudges = new Nudges();
  private final Set<String> given = new ConcurrentSkipListSet<>();

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

  /** Workers of this process carry these out. */
  void give(Collection<String> chores) {
    given.addAll(chores);
  }

  /**
   * How long each chore that workers of this process were given has been due without any process
   * taking it up; zero for those that are not due or are under way.
   */
  public Map<String, Duration> lags(Instant now) {
    var lags = new TreeMap<String, Duration>();
    given.forEach(chore -> lags.put(chore, Duration.ZERO));
    if (lags.isEmpty()) {
      return lags;
    }
    transactions
        .with(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT task_name, execution_time FROM scheduled_chores
                        WHERE NOT picked AND execution_time < :now AND task_name IN (<names>)
                        """)
                    .bind("now", Columns.time(now))
                    .bindList("names", lags.keySet())
                    .map(
                        (row, _) ->
                            Map.entry(
                                row.getString("task_name"),
                                Duration.between(
                                    row.getObject("execution_time", OffsetDateTime.class)
                                        .toInstant(),
                                    now)))
                    .list())
        .forEach(one -> lags.put(one.getKey(), one.getValue()));
    return lags;
  }
}
