package io.haymaker.postgres.alert;

import io.haymaker.core.alert.AlertOutbox;
import io.haymaker.core.store.Transactions;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.AlertOutboxContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresAlertsIT extends AlertOutboxContract {
  private static final PostgresStore STORE = TestServer.open(PostgresAlertsIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected AlertOutbox outbox() {
    return STORE.alerts();
  }

  @Override
  protected Transactions transactions() {
    return STORE.transactions();
  }
}
