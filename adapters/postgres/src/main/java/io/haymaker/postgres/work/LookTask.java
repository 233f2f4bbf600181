package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.run.RunHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at a run: what is done, and what becomes of the task however it ends. */
final class RunTask {
  private static final Logger LOG = LoggerFactory.getLogger(RunTask.class);

  /** Later than every wake. Only a task that was woken meanwhile is ever given it. */
  private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

  private final RunHandler handler;
  private final TaskRow row;
  private final Backoff afterFailure;
  private final Runnable nudge;
  private final Clock clock;

  /**
   * @param nudge called when another look may be due at once
   */
  RunTask(RunHandler handler, TaskRow row, Backoff afterFailure, Runnable nudge, Clock clock) {
    this.handler = handler;
    this.row = row;
    this.afterFailure = afterFailure;
    this.nudge = nudge;
    this.clock = clock;
  }

  Task<Void> asTask() {
    return Tasks.custom(TaskRow.TASK, Void.class)
        .onFailure((complete, _) -> failed(complete))
        .onDeadExecution((complete, _) -> takenOver(complete.getExecution()))
        .execute(
            (instance, _) -> {
              Optional<Instant> next = handler.handle(new RunId(UUID.fromString(instance.getId())));
              return (complete, _) -> ended(complete.getExecution(), next);
            });
  }

  private void ended(Execution taken, Optional<Instant> next) {
    if (next.isEmpty() && row.remove(taken)) {
      return;
    }
    // A look that says "over" and was woken meanwhile is followed by another at the wake's time.
    boolean kept = row.again(taken, next.orElse(FAR_AWAY), clock.instant(), false);
    settled(taken, kept);
  }

  private void failed(ExecutionComplete complete) {
    Execution taken = complete.getExecution();
    Duration wait =
        afterFailure.after(
            taken.consecutiveFailures + 1, Optional.empty(), ThreadLocalRandom.current());
    LOG.atError()
        .setCause(complete.getCause().orElse(null))
        .addKeyValue("run_id", taken.getId())
        .addKeyValue("retry_in", wait)
        .log("the look at a run failed; it will be looked at again");
    Instant now = clock.instant();
    settled(taken, row.again(taken, now.plus(wait), now, true));
  }

  private void takenOver(Execution taken) {
    LOG.atWarn()
        .addKeyValue("run_id", taken.getId())
        .addKeyValue("worker", taken.pickedBy)
        .log("a worker fell silent during its look at a run; another takes the run over");
    Instant now = clock.instant();
    settled(taken, row.again(taken, now, now, false));
  }

  private void settled(Execution taken, boolean kept) {
    if (!kept) {
      LOG.atWarn()
          .addKeyValue("run_id", taken.getId())
          .log("the run was taken over by another worker before this look at it ended");
    }
    nudge.run();
  }
}
