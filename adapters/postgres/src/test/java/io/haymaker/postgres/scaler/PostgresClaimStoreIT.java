package io.haymaker.postgres.scaler;

import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.scaler.ClaimStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresClaimStoreIT extends ClaimStoreContract {
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    store = TestServer.open(PostgresClaimStoreIT.class);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected ClaimStore claims() {
    return store.claims();
  }

  @Override
  protected Transactions transactions() {
    return store.transactions();
  }
}
