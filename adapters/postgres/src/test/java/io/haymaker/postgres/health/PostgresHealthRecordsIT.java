package io.haymaker.postgres.health;

import io.haymaker.core.health.HealthRecords;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.HealthRecordsContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresHealthRecordsIT extends HealthRecordsContract {
  private static final PostgresStore STORE = TestServer.open(PostgresHealthRecordsIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected HealthRecords records() {
    return STORE.health();
  }
}
