package io.haymaker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.haymaker.testkit.relay.Relay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an impatient pool says of a server, to which there is one connection at most. */
@Timeout(60)
class PromptPoolIT {
  /** Far from the two seconds that were promised, and from the twenty that a busy server has. */
  private static final Duration NOT_LONG = Duration.ofSeconds(10);

  private Relay way;
  private PromptPool pool;

  @BeforeEach
  void open() throws IOException {
    DatabaseAddress database = TestServer.database(PromptPoolIT.class);
    URI server = URI.create(database.url().substring("jdbc:".length()));
    way = Relay.to(new InetSocketAddress(server.getHost(), server.getPort()));
    var config = new HikariConfig();
    config.setJdbcUrl(database.url().replace(":" + server.getPort(), ":" + way.port()));
    config.setUsername(database.user());
    config.setMaximumPoolSize(1);
    PromptPool.patient(config);
    pool = new PromptPool(config);
    pool.beImpatient();
  }

  @AfterEach
  void close() throws IOException {
    pool.close();
    way.close();
  }

  private void isTold() {
    long begun = System.nanoTime();
    assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(NOT_LONG);
  }

  @Test
  void aServerThatHangsIsToldOfSoonAlsoWhileAllConnectionsAreInUse() throws SQLException {
    try (Connection _ = pool.getConnection()) {
      way.hang();

      isTold();
    }
  }

  @Test
  void aServerThatIsGoneIsToldOfSoonAlsoWhileAllConnectionsAreInUse() throws SQLException {
    try (Connection _ = pool.getConnection()) {
      way.cut();

      isTold();
    }
  }

  @Test
  void aServerThatHangsIsToldOfSoonWithoutAnyConnectionAndIsThereAgainAfterwards()
      throws Exception {
    pool.getHikariPoolMXBean().softEvictConnections();
    way.hang();
    isTold();

    way.open();
    try (Connection again = pool.getConnection()) {
      assertThat(again.isValid(0)).isTrue();
    }
  }

  @Test
  void whileItGreetsOthersAConnectionInUseIsWaitedFor() throws Exception {
    Future<Boolean> second;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Connection _ = pool.getConnection()) {
        second = threads.submit(this::isConnected);
        way.awaitCallers(3);
        assertThat(second).isNotDone();
      }
      assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private boolean isConnected() throws SQLException {
    try (Connection mine = pool.getConnection()) {
      return mine.isValid(0);
    }
  }
}
