package io.haymaker.testkit.store;

import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.store.Transactions;

final class InMemoryAlertsTest extends AlertOutboxContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected AlertOutbox outbox() {
    return store.alerts();
  }

  @Override
  protected Transactions transactions() {
    return store.transactions();
  }
}
