package io.haymaker.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class LostConnectionIT {
  private static final PostgresStore STORE = TestServer.open(LostConnectionIT.class);

  private final JdbiTransactions transactions = (JdbiTransactions) STORE.transactions();

  @AfterAll
  static void close() {
    STORE.close();
  }

  private String told(String query) {
    return transactions.with(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Test
  void aSessionThatTheServerEndsIsALostDatabaseAndTheNextCallHasAnother() {
    assertThatThrownBy(() -> told("SELECT pg_terminate_backend(pg_backend_pid())"))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageStartingWith("the database does not answer: ");
    assertThat(told("SELECT 'back'")).isEqualTo("back");
  }

  @Test
  void aStatementThatIsRefusedIsNot() {
    assertThatThrownBy(() -> told("SELECT nothing_of_this_name")).isInstanceOf(JdbiException.class);
  }

  @Test
  void whoStandsStillInATransactionLosesItsSessionSoon() {
    assertThat(told("SHOW idle_in_transaction_session_timeout")).isEqualTo("15s");
  }
}
