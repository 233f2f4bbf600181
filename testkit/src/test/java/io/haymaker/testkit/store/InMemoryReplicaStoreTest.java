package io.haymaker.testkit.store;

import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.store.Transactions;

class InMemoryReplicaStoreTest extends ReplicaStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected ReplicaStore store() {
    return store.replicas();
  }

  @Override
  protected Transactions transactions() {
    return store.transactions();
  }
}
