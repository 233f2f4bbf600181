package io.haymaker.core.run;

/**
 * Where a scenario of a run is.
 *
 * <pre>
 * PLANNED -+-> RUNNING ----> ENDED ---+-> CLEANED
 *          +-> PROVISIONING_FAILED ---+   (-> UNDONE on the way)
 *          +-> SKIPPED ---------------+
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
  /** What was made of it has been taken back. */
  UNDONE,
  /** The run was cancelled before its turn. */
  SKIPPED,
  /** Its identity and container are read back as gone. */
  CLEANED;

  public boolean mayMoveTo(Stage next) {
    return switch (this) {
      case PLANNED -> next == RUNNING || next == PROVISIONING_FAILED || next == SKIPPED;
      case RUNNING -> next == ENDED;
      case PROVISIONING_FAILED -> next == UNDONE || next == CLEANED;
      case ENDED -> next == CLEANED;
      case UNDONE -> next == CLEANED;
      case SKIPPED -> next == CLEANED;
      case CLEANED -> false;
    };
  }
}
