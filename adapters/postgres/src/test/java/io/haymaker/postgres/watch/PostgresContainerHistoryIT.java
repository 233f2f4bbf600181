package io.haymaker.postgres.watch;

import io.haymaker.core.store.Transactions;
import io.haymaker.core.watch.ContainerHistory;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.ContainerHistoryContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresContainerHistoryIT extends ContainerHistoryContract {
  private static final PostgresStore STORE = TestServer.open(PostgresContainerHistoryIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected ContainerHistory history() {
    return STORE.containerHistory();
  }

  @Override
  protected Transactions transactions() {
    return STORE.transactions();
  }
}
