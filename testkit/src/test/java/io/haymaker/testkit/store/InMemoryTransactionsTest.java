package io.haymaker.testkit.store;

final class InMemoryTransactionsTest extends TransactionsContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
