package io.haymaker.testkit.scaler;

import io.haymaker.core.event.Journal;
import io.haymaker.core.ownership.Installation;
import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.testkit.store.InMemoryStore;

/** What a scaler keeps, wherever it is kept. */
public record ScalerBooks(
    ClaimStore claims, Journal journal, Transactions transactions, Installation installation) {

  /** Books in memory. */
  static ScalerBooks inMemory() {
    var store = new InMemoryStore();
    return new ScalerBooks(
        store.claims(), store.journal(), store.transactions(), store.installation());
  }
}
