package io.haymaker.testkit.store;

final class InMemoryReportStoreTest extends ReportStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected Stores stores() {
    return store.stores();
  }
}
