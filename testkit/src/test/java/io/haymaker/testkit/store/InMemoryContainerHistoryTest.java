package io.haymaker.testkit.store;

import io.haymaker.core.store.Transactions;
import io.haymaker.core.watch.ContainerHistory;

final class InMemoryContainerHistoryTest extends ContainerHistoryContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected ContainerHistory history() {
    return store.containerHistory();
  }

  @Override
  protected Transactions transactions() {
    return store.transactions();
  }
}
