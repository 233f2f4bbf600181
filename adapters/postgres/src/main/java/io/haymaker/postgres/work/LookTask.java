package io.haymaker.postgres.work;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.haymaker.core.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at something: what is done, and what becomes of the task however it ends. */
final class LookTask {
  private static final Logger LOG = LoggerFactory.getLogger(LookTask.class);

  /** Later than every wake. Only a task that was woken meanwhile is ever given it. */
  private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

  private final TaskKind kind;
  private final Function<String, Optional<Instant>> look;
  private final TaskRow row;
  private final Backoff afterFailure;
  private final Runnable nudge;
  private final Clock clock;

  /**
   * @param nudge called when another look may be due at once
   */
  LookTask(
      TaskKind kind,
      Function<String, Optional<Instant>> look,
      TaskRow row,
      Backoff afterFailure,
      Runnable nudge,
      Clock clock) {
    this.kind = kind;
    this.look = look;
    this.row = row;
    this.afterFailure = afterFailure;
    this.nudge = nudge;
    this.clock = clock;
  }

  Task<Void> asTask() {
    return Tasks.custom(kind.name(), Void.class)
        .onFailure((complete, _) -> failed(complete))
        .onDeadExecution((complete, _) -> takenOver(complete.getExecution()))
        .execute(
            (instance, _) -> {
              Optional<Instant> next = look.apply(instance.getId());
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
        .addKeyValue(kind.key(), taken.getId())
        .addKeyValue("retry_in", wait)
        .log("a look failed and will be repeated");
    Instant now = clock.instant();
    settled(taken, row.again(taken, now.plus(wait), now, true));
  }

  private void takenOver(Execution taken) {
    LOG.atWarn()
        .addKeyValue(kind.key(), taken.getId())
        .addKeyValue("worker", taken.pickedBy)
        .log("a worker fell silent during its look; another takes over");
    Instant now = clock.instant();
    settled(taken, row.again(taken, now, now, false));
  }

  private void settled(Execution taken, boolean kept) {
    if (!kept) {
      LOG.atWarn()
          .addKeyValue(kind.key(), taken.getId())
          .log("another worker took over before this look ended");
    }
    nudge.run();
  }
}
