package io.haymaker.core.run;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;

/**
 * The durable queue of runs to look at. Joins the caller's transaction, so that a state change and
 * the look that it calls for commit together.
 */
public interface WorkQueue {

  /**
   * Asks for a look at the run at that time or, when one is due earlier, then. Never lost, also
   * when a look is going on just now: it is then followed by another.
   */
  void wake(RunId run, Instant at);
}
