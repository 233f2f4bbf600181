package io.haymaker.core.replica;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.core.event.Journal;
import io.haymaker.core.store.Transactions;
import java.time.Duration;
import java.time.Instant;

/** What managed containers are written in; all share one transaction. */
public record ReplicaBooks(
    Transactions transactions,
    ReplicaStore replicas,
    LoadReadings loads,
    Journal journal,
    ChoreQueue chores) {
  /** The chore that makes the engine agree with what is wanted. */
  static final String CHORE = "replicas";

  /** What one container takes to be begun or removed, with something to spare. */
  private static final Duration DEED = Duration.ofSeconds(2);

  /** Asks for a look of the reconciler. Joins the transaction. */
  void wake(Instant at) {
    chores.wake(CHORE, at);
  }

  /**
   * Asks for a look after somebody had the time to do himself what he has just recorded: until then
   * the reconciler would do all of it a second time. Joins the transaction.
   */
  void wakeAfterDeed(Instant now) {
    wake(now.plus(DEED));
  }
}
