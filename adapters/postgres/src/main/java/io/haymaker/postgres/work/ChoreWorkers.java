package io.haymaker.postgres.work;

import io.haymaker.core.chore.Chore;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Workers of this process that carry out chores when they are due. Of all workers on a database one
 * carries out a chore at a time; one that falls silent is replaced, as with runs.
 */
public final class ChoreWorkers implements AutoCloseable {
  /**
   * A chore that these workers were not given is left to those that were: other workers of this
   * process, or other processes. So long it may come late by it, again and again.
   */
  private static final Duration NOT_OURS = Duration.ofSeconds(2);

  private final Workers workers;

  private ChoreWorkers(Workers workers) {
    this.workers = workers;
  }

  /**
   * Starts them, and wakes each chore; on return they are running.
   *
   * @param dataSource gives connections that nobody else holds
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
    Map<String, Chore> byName =
        chores.stream().collect(Collectors.toMap(Chore::name, Function.identity()));
    chores.forEach(chore -> queue.wake(chore.name(), clock.instant()));
    return new ChoreWorkers(
        Workers.start(
            dataSource,
            transactions,
            TaskKind.CHORE,
            queue.nudges(),
            name -> Optional.of(look(byName, name, clock)),
            settings,
            clock));
  }

  private static Instant look(Map<String, Chore> chores, String name, Clock clock) {
    Chore chore = chores.get(name);
    return chore == null ? clock.instant().plus(NOT_OURS) : chore.look();
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
