package io.haymaker.postgres.work;

import io.haymaker.core.ownership.RunId;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.Stores;
import io.haymaker.testkit.store.WorkQueueContract;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

final class PostgresWorkQueueIT extends WorkQueueContract {
  private static final DatabaseAddress DATABASE = TestServer.database(PostgresWorkQueueIT.class);
  private static final PostgresStore STORE = PostgresStore.open(DATABASE, Clock.systemUTC());

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORE);
  }

  @Override
  protected Optional<Instant> nextLook(RunId run) {
    return new QueueReader(DATABASE).nextLook(run);
  }
}
