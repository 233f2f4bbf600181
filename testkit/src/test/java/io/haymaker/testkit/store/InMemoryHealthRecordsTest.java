package io.haymaker.testkit.store;

import io.haymaker.core.health.HealthRecords;

final class InMemoryHealthRecordsTest extends HealthRecordsContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected HealthRecords records() {
    return store.health();
  }
}
