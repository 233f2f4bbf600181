package io.haymaker.testkit.store;

import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.testkit.scaler.ClaimStoreContract;

final class InMemoryClaimStoreTest extends ClaimStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected ClaimStore claims() {
    return store.claims();
  }

  @Override
  protected Transactions transactions() {
    return store.transactions();
  }
}
