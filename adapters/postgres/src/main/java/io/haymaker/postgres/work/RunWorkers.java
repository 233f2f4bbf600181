package io.haymaker.postgres.work;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunHandler;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Workers of this process that look at runs when they are due.
 *
 * <p>Of all workers on a database one looks at a run at a time. Each look that goes on beats its
 * heart; when that stops, another worker takes the run over. A look that fails is logged once and
 * repeated with growing waits, for ever: a run is never lost. A worker that only seemed dead may
 * still be at work when its run is taken over, so all that a look does must be harmless when it is
 * late or repeated.
 */
public final class RunWorkers implements AutoCloseable {
  private final Workers workers;

  private RunWorkers(Workers workers) {
    this.workers = workers;
  }

  /**
   * Starts them; on return they are running.
   *
   * @param dataSource gives connections that nobody else holds
   * @param clock tells which looks are due; while it stands still only wakes of this process are
   *     seen
   */
  public static RunWorkers start(
      DataSource dataSource,
      JdbiTransactions transactions,
      PostgresWorkQueue queue,
      RunHandler handler,
      WorkSettings settings,
      Clock clock) {
    return new RunWorkers(
        Workers.start(
            dataSource,
            transactions,
            List.of(
                new Workers.Job(
                    TaskKind.RUN, id -> handler.handle(new RunId(UUID.fromString(id))))),
            queue.nudges(),
            settings,
            clock));
  }

  /**
   * Takes no new look, waits for those going on as long as the settings say, and interrupts those
   * that go on then. What was not looked at to its end is looked at again, by whoever runs next.
   */
  @Override
  public void close() {
    workers.close();
  }
}
