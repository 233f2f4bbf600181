package io.haymaker.core.run;

/**
 * Where a scenario of a run is. What became of all that it made is the cleanup's, for the whole
 * run.
 *
 * <pre>
 * PLANNED -+-> RUNNING --------------> ENDED
 *          +-> PROVISIONING_FAILED --> UNDONE
 *          +-> SKIPPED
 * </pre>
 */
public enum Stage {
  /** All names are chosen; parts of it may have been made. */
  PLANNED,
  /** Its container was launched. */
  RUNNING,
  /** Its container has ended, or is lost. */
  ENDED,
  /** A part could not be made; other parts may still be there. */
  PROVISIONING_FAILED,
  /** What was made of it has been taken back, as far as that was possible. */
  UNDONE,
  /** The run was cancelled before its turn. */
  SKIPPED;

  public boolean mayMoveTo(Stage next) {
    return switch (this) {
      case PLANNED -> next == RUNNING || next == PROVISIONING_FAILED || next == SKIPPED;
      case RUNNING -> next == ENDED;
      case PROVISIONING_FAILED -> next == UNDONE;
      case ENDED, UNDONE, SKIPPED -> false;
    };
  }
}
