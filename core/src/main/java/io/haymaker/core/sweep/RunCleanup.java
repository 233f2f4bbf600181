package io.haymaker.core.sweep;

import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.retry.Retrier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Cleans up after a run that is over or unknown, outside of its own life: round after round. */
public final class RunCleanup {
  /** A first round may meet what only the second can tell to be stuck. */
  private static final int STUCK_ROUNDS = 2;

  private final Cleaner cleaner;
  private final Journal journal;
  private final Retrier retrier;
  private final DeletionPolicy policy;

  public RunCleanup(Cleaner cleaner, Journal journal, Retrier retrier, DeletionPolicy policy) {
    this.cleaner = cleaner;
    this.journal = journal;
    this.retrier = retrier;
    this.policy = policy;
  }

  /**
   * Repeats rounds until two that are apart saw that nothing remains, nothing can change, the
   * rounds are used up or the deadline comes. Each round is in the journal under the run. Safe to
   * repeat, also beside another process.
   *
   * @param rounds at most so many, 1 or more
   * @param news hears of every round
   */
  public CleanupProgress clean(
      CleanupScope scope, int rounds, Instant deadline, Consumer<CleanupProgress> news) {
    Optional<CleanupProgress> before = Optional.empty();
    for (int round = 1; ; round++) {
      CleanupProgress progress = cleaner.round(scope, round, deadline).after(before);
      before = Optional.of(progress);
      journal.append(
          JournalEntry.of(
              progress.lastRoundAt(),
              scope.run(),
              "sweep_round",
              progress.isClean() ? Severity.INFO : Severity.WARNING,
              "round %d of a sweep: %d not proven gone yet, %d looks failed"
                  .formatted(round, progress.remaining().size(), progress.couldNotLook().size())));
      news.accept(progress);
      boolean stuck = progress.stuck() && round >= STUCK_ROUNDS;
      Duration wait = progress.isClean() ? policy.settle() : policy.betweenRounds().full(round);
      if (progress.isProven(policy.settle())
          || stuck
          || round >= rounds
          || !retrier.waited(wait, deadline)) {
        return progress;
      }
    }
  }
}
