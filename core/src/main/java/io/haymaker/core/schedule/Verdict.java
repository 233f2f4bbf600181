package io.haymaker.core.schedule;

/** What became of a due time. */
public enum Verdict {
  /** A run was begun when it was due. */
  STARTED,
  /** A run was begun later than it was due: nobody was there to begin it. */
  CAUGHT_UP,
  /** A run was begun because somebody asked for it, at a time of their choice. */
  BY_HAND,
  /** Another run was on its way. */
  SKIPPED_OVERLAP,
  /** The schedule was paused. */
  SKIPPED_PAUSED,
  /** Nobody was there to begin it, and a later one was caught up on. */
  SKIPPED_MISSED;

  /** Whether a run was begun. */
  public boolean isStart() {
    return switch (this) {
      case STARTED, CAUGHT_UP, BY_HAND -> true;
      case SKIPPED_OVERLAP, SKIPPED_PAUSED, SKIPPED_MISSED -> false;
    };
  }
}
