package io.haymaker.core.run;

import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded of a run.
 *
 * @param phaseSince when {@code phase} was entered
 * @param cleanup how far the cleanup has come, once a round of it is over
 * @param conclusion present from the moment it is known, at the latest when the run is over
 * @param cancelRequestedAt when somebody asked it to stop; its cleanup still runs
 * @param version counts the writes; a write from an older version is refused
 */
public record Run(
    RunId id,
    RunOptions options,
    Phase phase,
    Instant phaseSince,
    Optional<CleanupProgress> cleanup,
    Optional<Conclusion> conclusion,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> cancelRequestedAt,
    long version) {

  /** A run that was just asked for. */
  public static Run begun(RunId id, RunOptions options, Instant now) {
    return new Run(
        id,
        options,
        Phase.VALIDATION,
        now,
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /**
   * @throws IllegalStateException when the phase may not follow the present one
   */
  public Run movedTo(Phase next, Instant now) {
    if (!phase.mayMoveTo(next)) {
      throw new IllegalStateException("run %s: %s may not follow %s".formatted(id, next, phase));
    }
    Optional<Instant> ended = next == Phase.COMPLETED ? Optional.of(now) : endedAt;
    return with(next, now, cleanup, conclusion, ended, cancelRequestedAt);
  }

  public Run cleaned(CleanupProgress progress) {
    return with(phase, phaseSince, Optional.of(progress), conclusion, endedAt, cancelRequestedAt);
  }

  public Run concluded(Conclusion how) {
    return with(phase, phaseSince, cleanup, Optional.of(how), endedAt, cancelRequestedAt);
  }

  /** Cancelled at that time, or as it was when it had been cancelled before. */
  public Run cancelled(Instant now) {
    return with(
        phase,
        phaseSince,
        cleanup,
        conclusion,
        endedAt,
        cancelRequestedAt.or(() -> Optional.of(now)));
  }

  public boolean isOver() {
    return phase == Phase.COMPLETED;
  }

  public boolean isCancelled() {
    return cancelRequestedAt.isPresent();
  }

  /** {@code in_progress}, {@code completed} or {@code failed}. */
  public String status() {
    return isOver() ? conclusion.map(Conclusion::status).orElse("failed") : "in_progress";
  }

  private Run with(
      Phase newPhase,
      Instant newPhaseSince,
      Optional<CleanupProgress> newCleanup,
      Optional<Conclusion> newConclusion,
      Optional<Instant> newEndedAt,
      Optional<Instant> newCancel) {
    return new Run(
        id,
        options,
        newPhase,
        newPhaseSince,
        newCleanup,
        newConclusion,
        startedAt,
        newEndedAt,
        newCancel,
        version);
  }
}
