package io.haymaker.postgres.limit;

import io.haymaker.core.limit.TokenBank;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.store.TokenBankContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;

final class PostgresBankIT extends TokenBankContract {
  private static final DatabaseAddress DATABASE = TestServer.database(PostgresBankIT.class);
  private static final PostgresStore STORE = PostgresStore.open(DATABASE, Clock.systemUTC());
  private static final PostgresStore REPLICA = PostgresStore.open(DATABASE, Clock.systemUTC());

  @AfterAll
  static void close() {
    STORE.close();
    REPLICA.close();
  }

  @Override
  protected TokenBank bank() {
    return STORE.tokens();
  }

  @Override
  protected TokenBank sameBank() {
    return REPLICA.tokens();
  }
}
