package io.haymaker.postgres.store;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.Stores;
import io.haymaker.testkit.store.TransactionsContract;
import org.junit.jupiter.api.AfterAll;

final class JdbiTransactionsIT extends TransactionsContract {
  private static final PostgresStore STORE = TestServer.open(JdbiTransactionsIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
