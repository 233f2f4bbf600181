package io.haymaker.core.cleanup;

import java.time.Instant;
import java.util.List;

/**
 * How far the cleanup of a run has come; recorded after every round.
 *
 * @param rounds how many rounds are over, 1 or more
 * @param lastRoundAt when the last one ended
 * @param remaining what the last one saw remain, a line each
 * @param couldNotLook what it could not look at, a line each
 * @param stuck true when nothing that remains can change by asking again (a foreign lock, a
 *     refusal)
 */
public record CleanupProgress(
    int rounds,
    Instant lastRoundAt,
    List<String> remaining,
    List<String> couldNotLook,
    boolean stuck) {

  public CleanupProgress {
    remaining = List.copyOf(remaining);
    couldNotLook = List.copyOf(couldNotLook);
  }

  /** True when the last round saw everything and nothing remained. */
  public boolean isClean() {
    return remaining.isEmpty() && couldNotLook.isEmpty();
  }
}
