package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;

/**
 * The rows of one kind of task: how a look is asked for, and how it ends.
 *
 * <p>A wake while no worker has the task moves its time. While one has, the task's version must not
 * change, or the worker could not end it; the wake is then kept beside, in {@code wake_at}, and
 * decides what becomes of the task when the look is over. Both are one statement each on the same
 * row, so whichever comes second sees what the first did.
 *
 * <p>Every end of a look is conditional on the version at which the worker took the task: one that
 * was thought dead and taken over changes nothing any more.
 */
final class TaskRow {
  private final TaskKind kind;
  private final JdbiTransactions transactions;

  TaskRow(TaskKind kind, JdbiTransactions transactions) {
    this.kind = kind;
    this.transactions = transactions;
  }

  /** Asks for a look at that time or, when one is due earlier, then. */
  void wake(String instance, Instant at) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO <table> AS task
                      (task_name, task_instance, execution_time, picked, version)
                    VALUES (:task, :instance, :at, false, 1)
                    ON CONFLICT (task_name, task_instance) DO UPDATE SET
                      execution_time = CASE WHEN task.picked THEN task.execution_time
                        ELSE LEAST(task.execution_time, excluded.execution_time) END,
                      wake_at = CASE WHEN task.picked
                        THEN LEAST(task.wake_at, excluded.execution_time)
                        ELSE task.wake_at END,
                      version = CASE WHEN task.picked THEN task.version ELSE task.version + 1 END
                    """)
                .define("table", kind.table())
                .bind("task", kind.name())
                .bind("instance", instance)
                .bind("at", Columns.time(at))
                .execute());
  }

  /**
   * It is over: removes the task, unless somebody woke it meanwhile.
   *
   * @return false when the task stays, for a wake that came meanwhile or another worker
   */
  boolean remove(Execution taken) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM <table>
                        WHERE task_name = :task AND task_instance = :instance AND version = :version
                          AND wake_at IS NULL
                        """)
                    .define("table", kind.table())
                    .bind("task", kind.name())
                    .bind("instance", taken.getId())
                    .bind("version", taken.version)
                    .execute()
                == 1);
  }

  /**
   * The look is over: sets the time of the next one, or an earlier one that somebody asked for
   * meanwhile.
   *
   * @return false when another worker has taken the task over
   */
  boolean again(Execution taken, Instant next, Instant now, boolean failed) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE <table> SET
                          picked = false, picked_by = NULL, last_heartbeat = NULL,
                          execution_time = LEAST(wake_at, CAST(:next AS timestamptz)),
                          wake_at = NULL,
                          last_success = CASE WHEN :failed THEN last_success ELSE :now END,
                          last_failure = CASE WHEN :failed THEN :now ELSE last_failure END,
                          consecutive_failures = CASE WHEN :failed
                            THEN coalesce(consecutive_failures, 0) + 1 ELSE 0 END,
                          version = version + 1
                        WHERE task_name = :task AND task_instance = :instance AND version = :version
                        """)
                    .define("table", kind.table())
                    .bind("task", kind.name())
                    .bind("instance", taken.getId())
                    .bind("version", taken.version)
                    .bind("next", Columns.time(next))
                    .bind("now", Columns.time(now))
                    .bind("failed", failed)
                    .execute()
                == 1);
  }
}
