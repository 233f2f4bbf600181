package io.haymaker.postgres.work;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.WorkQueue;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The queue in db-scheduler's table: one task per run, whose instance is the run's id.
 *
 * <p>A wake while no worker has the task moves its time. While one has, the task's version must not
 * change, or the worker could not end it; the wake is then kept beside, in {@code wake_at}, and
 * decides what becomes of the task when the look is over ({@link TaskRow}). Both are one statement
 * each on the same row, so whichever comes second sees what the first did.
 */
public final class PostgresWorkQueue implements WorkQueue {
  private final JdbiTransactions transactions;
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

  public PostgresWorkQueue(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void wake(RunId run, Instant at) {
    transactions.useRun(
        run,
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO scheduled_tasks AS task
                    (task_name, task_instance, execution_time, picked, version)
                  VALUES (:task, :run, :at, false, 1)
                  ON CONFLICT (task_name, task_instance) DO UPDATE SET
                    execution_time = CASE WHEN task.picked THEN task.execution_time
                      ELSE LEAST(task.execution_time, excluded.execution_time) END,
                    wake_at = CASE WHEN task.picked
                      THEN LEAST(task.wake_at, excluded.execution_time)
                      ELSE task.wake_at END,
                    version = CASE WHEN task.picked THEN task.version ELSE task.version + 1 END
                  """)
              .bind("task", TaskRow.TASK)
              .bind("run", run.toString())
              .bind("at", Columns.time(at))
              .execute();
          transactions.afterCommit(() -> listeners.forEach(Runnable::run));
        });
  }

  /** Has workers of this process told at once when a wake is committed. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
