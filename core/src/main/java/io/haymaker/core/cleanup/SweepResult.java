package io.haymaker.core.cleanup;

import java.util.ArrayList;
import java.util.List;

/**
 * What one sweep saw remain.
 *
 * @param remaining a line each: still there, or deleted and not yet proven gone
 * @param couldNotLook a line each
 * @param stuck how many of {@code remaining} asking again cannot change
 */
record SweepResult(List<String> remaining, List<String> couldNotLook, int stuck) {
  SweepResult {
    remaining = List.copyOf(remaining);
    couldNotLook = List.copyOf(couldNotLook);
  }

  SweepResult and(List<String> moreRemaining, List<String> moreCouldNotLook) {
    var allRemaining = new ArrayList<>(remaining);
    allRemaining.addAll(moreRemaining);
    var allCouldNotLook = new ArrayList<>(couldNotLook);
    allCouldNotLook.addAll(moreCouldNotLook);
    return new SweepResult(allRemaining, allCouldNotLook, stuck);
  }

  /** True when something remains, all was seen, and nothing of it can change by asking again. */
  boolean isStuck() {
    return !remaining.isEmpty() && couldNotLook.isEmpty() && stuck == remaining.size();
  }
}
