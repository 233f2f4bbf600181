package io.haymaker.testkit.store;

final class InMemoryLedgerTest extends LedgerContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
