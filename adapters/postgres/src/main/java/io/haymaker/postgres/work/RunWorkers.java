package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import io.haymaker.core.run.RunHandler;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Scheduler scheduler;
  private final ExecutorService threads;
  private final PostgresWorkQueue queue;
  private final Runnable nudge;

  private RunWorkers(
      Scheduler scheduler, ExecutorService threads, PostgresWorkQueue queue, Runnable nudge) {
    this.scheduler = scheduler;
    this.threads = threads;
    this.queue = queue;
    this.nudge = nudge;
  }

  /**
   * Starts them; on return they are running.
   *
   * @param dataSource gives connections that nobody else holds
   * @param clock tells which looks are due; waits are in real time
   */
  public static RunWorkers start(
      DataSource dataSource,
      JdbiTransactions transactions,
      PostgresWorkQueue queue,
      RunHandler handler,
      WorkSettings settings,
      Clock clock) {
    // The task needs to nudge the scheduler that is made of it.
    var started = new AtomicReference<Scheduler>();
    Runnable nudge =
        () -> {
          Scheduler scheduler = started.get();
          if (scheduler != null) {
            scheduler.triggerCheckForDueExecutions();
          }
        };
    var task =
        new RunTask(handler, new TaskRow(transactions), settings.afterFailure(), nudge, clock);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("run-worker-", 0).factory());
    Scheduler scheduler =
        Scheduler.create(dataSource, task.asTask())
            .schedulerName(new SchedulerName.Fixed(workerName()))
            .threads(settings.workers())
            .executorService(threads)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(settings.poll())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(settings.missedHeartbeats())
            .shutdownMaxWait(settings.stopGrace())
            .failureLogging(LogLevel.OFF, false)
            .clock(clock::instant)
            .build();
    started.set(scheduler);
    scheduler.start();
    queue.listen(nudge);
    return new RunWorkers(scheduler, threads, queue, nudge);
  }

  /** Not the host's name: several processes of one host share a database. */
  private static String workerName() {
    return "%d-%s"
        .formatted(ProcessHandle.current().pid(), UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * Takes no new look, waits for those going on as long as the settings say, and interrupts those
   * that go on then. What was not looked at to its end is looked at again, by whoever runs next.
   */
  @Override
  public void close() {
    queue.forget(nudge);
    scheduler.stop();
    threads.shutdownNow();
  }
}
