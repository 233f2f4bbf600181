package io.haymaker.testkit.store;

class InMemoryScheduleStoreTest extends ScheduleStoreContract {
  private final Stores stores = new InMemoryStore().stores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
