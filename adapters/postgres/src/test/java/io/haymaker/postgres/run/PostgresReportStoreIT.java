package io.haymaker.postgres.run;

import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.ReportStoreContract;
import io.haymaker.testkit.store.Stores;
import org.junit.jupiter.api.AfterAll;

final class PostgresReportStoreIT extends ReportStoreContract {
  private static final PostgresStore STORE = TestServer.open(PostgresReportStoreIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }
}
