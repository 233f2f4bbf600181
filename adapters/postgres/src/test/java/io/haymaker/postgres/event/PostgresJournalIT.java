package io.haymaker.postgres.event;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.JournalContract;
import io.haymaker.testkit.store.Stores;
import org.junit.jupiter.api.AfterAll;

final class PostgresJournalIT extends JournalContract {
  private static final PostgresStore STORE = TestServer.open(PostgresJournalIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
