package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Instant;

/**
 * How a look ends in the table. Every write is conditional on the version at which the worker took
 * the task: one that was thought dead and taken over changes nothing any more.
 */
final class TaskRow {
  /** The name of the task in db-scheduler's table. */
  static final String TASK = "run";

  private final JdbiTransactions transactions;

  TaskRow(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The run is over: removes the task, unless somebody woke the run meanwhile.
   *
   * @return false when the task stays, for a wake that came meanwhile or another worker
   */
  boolean remove(Execution taken) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM scheduled_tasks
                        WHERE task_name = :task AND task_instance = :run AND version = :version
                          AND wake_at IS NULL
                        """)
                    .bind("task", TASK)
                    .bind("run", taken.getId())
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
                        UPDATE scheduled_tasks SET
                          picked = false, picked_by = NULL, last_heartbeat = NULL,
                          execution_time = LEAST(wake_at, CAST(:next AS timestamptz)),
                          wake_at = NULL,
                          last_success = CASE WHEN :failed THEN last_success ELSE :now END,
                          last_failure = CASE WHEN :failed THEN :now ELSE last_failure END,
                          consecutive_failures = CASE WHEN :failed
                            THEN coalesce(consecutive_failures, 0) + 1 ELSE 0 END,
                          version = version + 1
                        WHERE task_name = :task AND task_instance = :run AND version = :version
                        """)
                    .bind("task", TASK)
                    .bind("run", taken.getId())
                    .bind("version", taken.version)
                    .bind("next", Columns.time(next))
                    .bind("now", Columns.time(now))
                    .bind("failed", failed)
                    .execute()
                == 1);
  }
}
