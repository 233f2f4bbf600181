package io.haymaker.core.run;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded of a run.
 *
 * @param conclusion present from the moment it is known, at the latest when the run is over
 * @param phaseSince when {@code phase} was entered
 * @param cancelRequestedAt when somebody asked it to stop; its cleanup still runs
 * @param version counts the writes; a write from an older version is refused
 */
public record Run(
    RunId id,
    RunOptions options,
    Phase phase,
    Instant phaseSince,
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
    return new Run(
        id, options, next, now, conclusion, startedAt, ended, cancelRequestedAt, version);
  }

  public Run concluded(Conclusion how) {
    return new Run(
        id,
        options,
        phase,
        phaseSince,
        Optional.of(how),
        startedAt,
        endedAt,
        cancelRequestedAt,
        version);
  }

  /** Cancelled at that time, or as it was when it had been cancelled before. */
  public Run cancelled(Instant now) {
    return new Run(
        id,
        options,
        phase,
        phaseSince,
        conclusion,
        startedAt,
        endedAt,
        cancelRequestedAt.or(() -> Optional.of(now)),
        version);
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
}
