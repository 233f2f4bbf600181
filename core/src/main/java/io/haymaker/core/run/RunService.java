package io.haymaker.core.run;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.store.StaleWriteException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Where people ask for runs. */
public final class RunService {
  private final RunBooks books;
  private final Clock clock;

  public RunService(RunBooks books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  /** Enters a run. On return it is in the queue; nothing of it has been done. */
  public RunId start(RunOptions options) {
    RunId id = RunId.random();
    Instant now = clock.instant();
    books
        .transactions()
        .run(
            () -> {
              books.runs().insert(Run.begun(id, options, now));
              books
                  .journal()
                  .append(JournalEntry.of(now, id, "run_started", Severity.INFO, "run " + id));
              books.queue().wake(id, now);
            });
    return id;
  }

  /**
   * Asks a run to stop. Its agents are stopped and its cleanup still runs. Repeating it, or asking
   * for a run that is over, changes nothing.
   *
   * @return the run; empty when there is none of this id
   */
  public Optional<Run> cancel(RunId id) {
    while (true) {
      try {
        return books.transactions().call(() -> cancelled(id));
      } catch (StaleWriteException e) {
        // The reconciler wrote in between: read again.
      }
    }
  }

  private Optional<Run> cancelled(RunId id) {
    Optional<Run> found = books.runs().find(id);
    if (found.isEmpty() || found.get().isOver() || found.get().isCancelled()) {
      return found;
    }
    Instant now = clock.instant();
    Run run = books.runs().update(found.get().cancelled(now));
    books
        .journal()
        .append(
            JournalEntry.of(now, id, "run_cancelled", Severity.WARNING, "somebody cancelled it"));
    books.queue().wake(id, now);
    return Optional.of(run);
  }
}
