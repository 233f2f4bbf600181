package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;

/** Workers of this process on one queue. */
final class Workers implements AutoCloseable {
  /** What only others can do waits for them as long as they are away. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Scheduler scheduler;
  private final ExecutorService threads;
  private final Nudges nudges;
  private final Runnable nudge;

  private Workers(Scheduler scheduler, ExecutorService threads, Nudges nudges, Runnable nudge) {
    this.scheduler = scheduler;
    this.threads = threads;
    this.nudges = nudges;
    this.nudge = nudge;
  }

  /**
   * What workers can do.
   *
   * @param kind all of the same table
   * @param look at the instance of that name; says when to look again, empty when it is over
   */
  record Job(TaskKind kind, Function<String, Optional<Instant>> look) {}

  /**
   * Starts them; on return they are running.
   *
   * @param dataSource gives connections that nobody else holds
   * @param jobs at least one; what others put into the same table is left alone
   * @param clock tells which looks are due; while it stands still only wakes of this process are
   *     seen
   */
  static Workers start(
      DataSource dataSource,
      JdbiTransactions transactions,
      List<Job> jobs,
      Nudges nudges,
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
    String table = jobs.getFirst().kind().table();
    List<Task<?>> tasks =
        jobs.stream()
            .<Task<?>>map(
                job ->
                    new LookTask(
                            job.kind(),
                            job.look(),
                            new TaskRow(job.kind(), transactions),
                            settings.afterFailure(),
                            nudge,
                            clock)
                        .asTask())
            .toList();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name(table + "-worker-", 0).factory());
    Scheduler scheduler =
        Scheduler.create(dataSource, tasks)
            .tableName(table)
            .schedulerName(new SchedulerName.Fixed(workerName()))
            .threads(settings.workers())
            .executorService(threads)
            // Locking what is due as it is read would also lock what is not among the jobs.
            .pollUsingFetch(0.5, 3.0)
            .deleteUnresolvedAfter(FOR_EVER)
            .pollingInterval(settings.poll())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(settings.missedHeartbeats())
            .shutdownMaxWait(settings.stopGrace())
            .failureLogging(LogLevel.OFF, false)
            .clock(clock::instant)
            .build();
    started.set(scheduler);
    scheduler.start();
    nudges.listen(nudge);
    return new Workers(scheduler, threads, nudges, nudge);
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
    nudges.forget(nudge);
    scheduler.stop();
    threads.shutdownNow();
  }
}
