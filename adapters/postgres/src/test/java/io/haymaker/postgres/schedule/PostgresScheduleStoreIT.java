package io.haymaker.postgres.schedule;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.ScheduleStoreContract;
import io.haymaker.testkit.store.Stores;
import org.junit.jupiter.api.AfterAll;

final class PostgresScheduleStoreIT extends ScheduleStoreContract {
  private static final PostgresStore STORE = TestServer.open(PostgresScheduleStoreIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
