package io.haymaker.testkit.store;

final class InMemoryRunStoreTest extends RunStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
