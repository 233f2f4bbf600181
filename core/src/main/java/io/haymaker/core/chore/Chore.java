package io.haymaker.core.chore;

import java.time.Instant;

/** A job that comes again and again. */
public interface Chore {

  /** Under which it is in the queue; the same in every process and version. */
  String name();

  /**
   * Does what is to be done now. Of all processes on a database one at a time is in here, except
   * for one that was thought dead and is not: so all that it does must be harmless when repeated.
   * When it throws it is logged, and repeated after a while.
   *
   * @return when to come again
   */
  Instant look();
}
