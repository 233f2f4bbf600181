package io.haymaker.testkit.store;

final class InMemoryLedgerDeletionTest extends LedgerDeletionContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
