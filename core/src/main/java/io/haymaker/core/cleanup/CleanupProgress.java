package io.haymaker.core.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the cleanup of a run has come; recorded after every round.
 *
 * @param rounds how many rounds are over, 1 or more
 * @param lastRoundAt when the last one ended
 * @param remaining what the last one saw remain, a line each
 * @param couldNotLook what it could not look at, a line each
 * @param stuck true when nothing that remains can change by asking again (a foreign lock, a
 *     refusal)
 * @param cleanSince when the first of the latest rounds ended that all saw everything and nothing
 *     remain; empty when the last one did not
 */
public record CleanupProgress(
    int rounds,
    Instant lastRoundAt,
    List<String> remaining,
    List<String> couldNotLook,
    boolean stuck,
    Optional<Instant> cleanSince) {

  public CleanupProgress {
    remaining = List.copyOf(remaining);
    couldNotLook = List.copyOf(couldNotLook);
  }

  /** The first round, or one of which the earlier ones do not matter. */
  public CleanupProgress(
      int rounds,
      Instant lastRoundAt,
      List<String> remaining,
      List<String> couldNotLook,
      boolean stuck) {
    this(
        rounds,
        lastRoundAt,
        remaining,
        couldNotLook,
        stuck,
        remaining.isEmpty() && couldNotLook.isEmpty()
            ? Optional.of(lastRoundAt)
            : Optional.empty());
  }

  /** The same round, after those that there were before it. */
  public CleanupProgress after(Optional<CleanupProgress> before) {
    Optional<Instant> since =
        cleanSince.map(
            first ->
                before.flatMap(CleanupProgress::cleanSince).filter(first::isAfter).orElse(first));
    return new CleanupProgress(rounds, lastRoundAt, remaining, couldNotLook, stuck, since);
  }

  /**
   * True when two rounds in a row saw everything and nothing remain, so far apart that what the
   * inventory did not list yet in the first would have been in the second.
   */
  public boolean isProven(Duration apart) {
    return cleanSince
        .filter(first -> first.isBefore(lastRoundAt))
        .filter(first -> !first.plus(apart).isAfter(lastRoundAt))
        .isPresent();
  }

  /** True when the last round saw everything and nothing remained. */
  public boolean isClean() {
    return remaining.isEmpty() && couldNotLook.isEmpty();
  }
}
