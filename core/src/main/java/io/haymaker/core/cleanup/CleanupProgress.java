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
 * @param cleanSince when the first round ended that saw everything and nothing remain, if no later
 *     one has seen anything
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

  /**
   * The same round, after those that there were before it. One that could not look everywhere and
   * saw nothing remain proves nothing, and takes nothing back either.
   */
  public CleanupProgress after(Optional<CleanupProgress> before) {
    Optional<Instant> since =
        remaining.isEmpty()
            ? before.flatMap(CleanupProgress::cleanSince).or(() -> cleanSince)
            : Optional.empty();
    return new CleanupProgress(rounds, lastRoundAt, remaining, couldNotLook, stuck, since);
  }

  /**
   * True when this round and an earlier one saw everything and nothing remain, no round between
   * them saw anything, and they are so far apart that what the inventory did not list yet in the
   * first would have been in the second.
   */
  public boolean isProven(Duration apart) {
    return isClean()
        && cleanSince
            .filter(first -> first.isBefore(lastRoundAt))
            .filter(first -> !first.plus(apart).isAfter(lastRoundAt))
            .isPresent();
  }

  /** True when the last round saw everything and nothing remained. */
  public boolean isClean() {
    return remaining.isEmpty() && couldNotLook.isEmpty();
  }
}
