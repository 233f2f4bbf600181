package io.haymaker.postgres.work;

/**
 * What a queue is of.
 *
 * @param table of db-scheduler's form, with our {@code wake_at}
 * @param name of the tasks in it
 * @param key under which an instance is named in the log
 */
record TaskKind(String table, String name, String key) {
  static final TaskKind RUN = new TaskKind("scheduled_tasks", "run", "run_id");

  /** Each chore is a kind of its own, for a worker takes only what it was given. */
  static TaskKind chore(String name) {
    return new TaskKind("scheduled_chores", name, "chore");
  }
}
