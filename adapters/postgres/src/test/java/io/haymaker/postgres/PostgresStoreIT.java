package io.haymaker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.store.InstallationContract;
import io.haymaker.testkit.store.Samples;
import io.haymaker.testkit.store.Stores;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresStoreIT extends InstallationContract {
  private static final DatabaseAddress DATABASE = TestServer.database(PostgresStoreIT.class);
  private static final List<PostgresStore> STORES = new ArrayList<>();

  /** Several control planes that start at the same moment on an empty database. */
  @BeforeAll
  static void openAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var opening = new ArrayList<Future<PostgresStore>>();
      for (int i = 0; i < 3; i++) {
        opening.add(threads.submit(() -> PostgresStore.open(DATABASE, Clock.systemUTC())));
      }
      for (Future<PostgresStore> one : opening) {
        STORES.add(one.get(60, TimeUnit.SECONDS));
      }
    }
  }

  @AfterAll
  static void close() {
    STORES.forEach(PostgresStore::close);
  }

  @Override
  protected Stores stores() {
    return TestServer.stores(STORES.getFirst());
  }

  @Test
  void allWhoOpenADatabaseAreTheSameInstallation() {
    assertThat(STORES)
        .extracting(store -> store.installation().id())
        .containsOnly(STORES.getFirst().installation().id());
  }

  @Test
  void theInstallationKeepsItsIdWhenItIsOpenedAgain() {
    InstallationId before = STORES.getFirst().installation().id();

    try (var again = PostgresStore.open(DATABASE, Clock.systemUTC())) {
      assertThat(again.installation().id()).isEqualTo(before);
    }
  }

  @Test
  void theJournalRefusesEveryChange() throws SQLException {
    JournalEntry entry =
        JournalEntry.of(Samples.NOON, RunId.random(), "x", Severity.INFO, "message");
    STORES.getFirst().journal().append(entry);

    try (var connection = DriverManager.getConnection(DATABASE.url(), DATABASE.user(), null);
        var statement = connection.createStatement()) {
      for (String change :
          List.of("UPDATE journal SET message = ''", "DELETE FROM journal", "TRUNCATE journal")) {
        assertThatThrownBy(() -> statement.executeUpdate(change))
            .hasMessageContaining("append-only");
      }
    }
  }

  @Test
  void anIdLongerThanAnIndexTakesIsEnteredOnceAllTheSame() {
    var run = RunId.random();
    ResourceId id = Samples.network("v".repeat(4000));
    var ledger = STORES.getFirst().ledger();

    assertThat(ledger.created(run, id, Optional.empty(), Samples.at(1))).isTrue();
    ledger.gone(run, id, Samples.at(2));

    assertThat(ledger.ofRun(run)).hasSize(1);
    assertThat(ledger.ofRun(run).getFirst().id()).isEqualTo(id);
    assertThat(ledger.ofRun(run).getFirst().isGone()).isTrue();
  }

  @Test
  void aDatabaseThatIsNotThereIsOneLineWithoutThePassword() {
    var nowhere =
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:1/none",
            "somebody",
            Optional.of(new SecretValue("very-secret")));

    assertThatThrownBy(() -> PostgresStore.open(nowhere, Clock.systemUTC()))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1/none")
        .message()
        .hasLineCount(1)
        .doesNotContain("very-secret");
    assertThat(nowhere.toString()).doesNotContain("very-secret");
  }

  @Test
  void anAddressWithAPasswordInItIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(
            () ->
                new DatabaseAddress(
                    "jdbc:postgresql://h/d?password=oops", "somebody", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("oops");
    assertThatThrownBy(() -> new DatabaseAddress("mysql:oops", "somebody", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("oops");
  }
}
