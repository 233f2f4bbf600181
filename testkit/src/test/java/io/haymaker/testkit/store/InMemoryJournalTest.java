package io.haymaker.testkit.store;

final class InMemoryJournalTest extends JournalContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
