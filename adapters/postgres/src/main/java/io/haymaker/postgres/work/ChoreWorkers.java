package io.haymaker.postgres.work;

import io.haymaker.core.chore.Chore;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Workers of this process that carry out chores when they are due. Of all workers on a database one
 * carries out a chore at a time; one that falls silent is replaced, as with runs. A chore that
 * these workers were not given is none of their business: they never take it from those that were.
 */
public final class ChoreWorkers implements AutoCloseable {
  private final Workers workers;

  private ChoreWorkers(Workers workers) {
    this.workers = workers;
  }

  /**
   * Starts them, and wakes each chore; on return they are running.
   *
   * @param dataSource gives connections that nobody else holds
   * @param chores at least one, each of a name of its own
   * @param clock tells which looks are due; while it stands still only wakes of this process are
   *     seen
   */
  public static ChoreWorkers start(
      DataSource dataSource,
      JdbiTransactions transactions,
      PostgresChoreQueue queue,
      List<Chore> chores,
      WorkSettings settings,
      Clock clock) {
    queue.give(chores.stream().map(Chore::name).toList());
    chores.forEach(chore -> queue.wake(chore.name(), clock.instant()));
    return new ChoreWorkers(
        Workers.start(
            dataSource,
            transactions,
            chores.stream().map(ChoreWorkers::job).toList(),
            queue.nudges(),
            settings,
            clock));
  }

  private static Workers.Job job(Chore chore) {
    return new Workers.Job(TaskKind.chore(chore.name()), _ -> Optional.of(chore.look()));
  }

  /**
   * Takes no new look, waits for those going on as long as the settings say, and interrupts those
   * that go on then.
   */
  @Override
  public void close() {
    workers.close();
  }
}
