package io.haymaker.postgres.resource;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.LedgerContract;
import io.haymaker.testkit.store.Stores;
import org.junit.jupiter.api.AfterAll;

final class PostgresLedgerIT extends LedgerContract {
  private static final PostgresStore STORE = TestServer.open(PostgresLedgerIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
