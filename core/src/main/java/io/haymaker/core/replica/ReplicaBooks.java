package io.haymaker.core.replica;

import io.haymaker.core.chore.ChoreQueue;
import io.haymaker.core.event.Journal;
import io.haymaker.core.store.Transactions;
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

  /** Asks for a look of the reconciler. Joins the transaction. */
  void wake(Instant at) {
    chores.wake(CHORE, at);
  }
}
