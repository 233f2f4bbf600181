package io.haymaker.postgres.replica;

import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.store.Transactions;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.ReplicaStoreContract;
import org.junit.jupiter.api.AfterAll;

final class PostgresReplicaStoreIT extends ReplicaStoreContract {
  private static final PostgresStore STORE = TestServer.open(PostgresReplicaStoreIT.class);

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected ReplicaStore store() {
    return STORE.replicas();
  }

  @Override
  protected Transactions transactions() {
    return STORE.transactions();
  }
}
