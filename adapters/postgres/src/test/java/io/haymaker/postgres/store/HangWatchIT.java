package io.haymaker.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.TestServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With one connection, which is used again when it is whole. */
class HangWatchIT {
  private static final Duration SOON = Duration.ofMillis(10);
  private final HikariDataSource pool = new HikariDataSource();

  @BeforeEach
  void connect() {
    DatabaseAddress database = TestServer.database(HangWatchIT.class);
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setMaximumPoolSize(1);
  }

  @AfterEach
  void disconnect() {
    pool.close();
  }

  private JdbiTransactions watchedBy(HangWatch watch) {
    var transactions = new JdbiTransactions(Jdbi.create(pool));
    transactions.watchedBy(watch);
    return transactions;
  }

  private static String told(JdbiTransactions transactions, String query) {
    return transactions.with(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Test
  void aTransactionThatWaitsForAServerWhichHangsIsALostDatabase() {
    try (var watch = new HangWatch(SOON, () -> false)) {
      JdbiTransactions transactions = watchedBy(watch);

      assertThatThrownBy(() -> told(transactions, "SELECT 'late' FROM pg_sleep(600)"))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageStartingWith("the database does not answer: ");
    }
  }

  @Test
  void oneThatTakesLongIsLeftAloneWhileTheServerGreetsOthers() {
    var asked = new AtomicInteger();
    try (var watch = new HangWatch(SOON, () -> asked.incrementAndGet() > 0)) {
      JdbiTransactions transactions = watchedBy(watch);

      assertThat(told(transactions, "SELECT 'in time' FROM pg_sleep(0.5)")).isEqualTo("in time");
      assertThat(asked).hasPositiveValue();
    }
  }

  @Test
  void aConnectionThatWasGivenBackIsNotTouchedWhenTheQuestionIsAnsweredLate() throws Exception {
    var asked = new CountDownLatch(1);
    var given = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    try (var watch =
        new HangWatch(
            SOON,
            () -> {
              asked.countDown();
              try {
                given.await();
                return false;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
              } finally {
                answered.countDown();
              }
            })) {
      JdbiTransactions transactions = watchedBy(watch);
      String session =
          transactions.with(
              handle -> {
                await(asked);
                return handle.createQuery("SELECT pg_backend_pid()").mapTo(String.class).one();
              });
      given.countDown();
      await(answered);

      try (var quiet = new HangWatch(Duration.ofHours(1), () -> true)) {
        transactions.watchedBy(quiet);
        assertThat(told(transactions, "SELECT pg_backend_pid()")).isEqualTo(session);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
