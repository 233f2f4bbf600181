package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerSize;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a message in a pass, and why. */
public sealed interface Verdict {

  /**
   * It gets a container.
   *
   * @param attempt the how many-th of its id, from 1
   */
  record Start(int attempt, FileSize file, ContainerSize size) implements Verdict {}

  /**
   * It has one.
   *
   * @param container its name
   */
  record Served(String container) implements Verdict {}

  /**
   * It would get one, and not now.
   *
   * @param reason in words for people, such as {@code no capacity}
   * @param until when the reason ends, where that is known
   */
  record Waits(String reason, Optional<Instant> until) implements Verdict {
    /** When another message of the same id has a container, this one is passed by. */
    static final String TWIN = "another message of this id gets a container";

    boolean mayStart() {
      return !reason.equals(TWIN);
    }
  }

  /** It never gets one as it is. */
  record Refused(Problem problem) implements Verdict {}

  /**
   * It had all the containers that a message may have, and still waits.
   *
   * @param attempts how many
   */
  record Poison(int attempts) implements Verdict {}
}
