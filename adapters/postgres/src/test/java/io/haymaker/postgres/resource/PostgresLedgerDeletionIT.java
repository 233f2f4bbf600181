package io.haymaker.postgres.resource;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.LedgerDeletionContract;
import io.haymaker.testkit.store.Stores;
import org.junit.jupiter.api.AfterAll;

final class PostgresLedgerDeletionIT extends LedgerDeletionContract {
  private static final PostgresStore STORE = TestServer.open(PostgresLedgerDeletionIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
