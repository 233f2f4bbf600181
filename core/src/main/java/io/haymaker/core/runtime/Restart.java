package io.haymaker.core.runtime;

/** What the platform does by itself when a container ends. */
public enum Restart {
  /** Nothing: what has ended stays ended. For work that must not be done twice. */
  NEVER,
  /** Begins it again, a few times, when it ended badly. */
  ON_FAILURE,
  /** Begins it again however it ended; it is over only when it is stopped. */
  ALWAYS
}
