package io.haymaker.core.chore;

import java.time.Instant;

/** The durable queue of chores. Joins the caller's transaction. */
public interface ChoreQueue {

  /**
   * Asks for a look at that time or, when one is due earlier, then. Never lost, also when a look is
   * going on just now: it is then followed by another. Nothing happens while no process has workers
   * for the chore.
   */
  void wake(String chore, Instant at);
}
