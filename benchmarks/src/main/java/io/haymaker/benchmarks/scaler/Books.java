package io.haymaker.benchmarks.scaler;

import io.haymaker.core.event.Journal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.testkit.store.InMemoryStore;

/** Where claims and journal are kept. */
record Books(
    String name,
    InstallationId installation,
    ClaimStore claims,
    Journal journal,
    Transactions transactions) {

  /** So quick that what is left is the scaler's own. */
  static Books inMemory() {
    var store = new InMemoryStore();
    return new Books(
        "in memory",
        store.installation().id(),
        store.claims(),
        store.journal(),
        store.transactions());
  }

  /** As in production, every commit on disk. */
  static Books in(PostgresStore store) {
    return new Books(
        "PostgreSQL",
        store.installation().id(),
        store.claims(),
        store.journal(),
        store.transactions());
  }
}
