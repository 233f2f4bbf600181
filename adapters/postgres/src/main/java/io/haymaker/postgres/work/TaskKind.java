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
  static final TaskKind CHORE = new TaskKind("scheduled_chores", "chore", "chore");
}
