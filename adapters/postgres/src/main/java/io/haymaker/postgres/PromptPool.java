package io.haymaker.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * A pool that waits long for a connection; or, where somebody waits for the answer, tells within
 * two seconds that the server is gone or hangs, and waits long only while all connections are in
 * use or being made.
 */
final class PromptPool extends HikariDataSource {
  /** Longer than any statement of ours waits for another. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Together a little less than two seconds. */
  private static final Duration PROMPT = Duration.ofMillis(1500);

  private static final Duration VALIDATION = Duration.ofSeconds(1);

  PromptPool(HikariConfig config) {
    super(config);
  }

  /** Sets what it begins with. */
  static void patient(HikariConfig config) {
    config.setConnectionTimeout(LONGEST.toMillis());
    // Not the pool's own wait: a busy server may take long to greet.
    config.addDataSourceProperty("loginTimeout", Long.toString(LONGEST.toSeconds()));
  }

  /** From now on it tells soon. */
  void beImpatient() {
    setValidationTimeout(VALIDATION.toMillis());
    setConnectionTimeout(PROMPT.toMillis());
  }

  /** Whether the server greets a caller within a second, on a connection of its own. */
  boolean greets() {
    var properties = new Properties();
    properties.putAll(getDataSourceProperties());
    properties.setProperty("loginTimeout", Long.toString(VALIDATION.toSeconds()));
    properties.setProperty("user", getUsername());
    Optional.ofNullable(getPassword()).ifPresent(p -> properties.setProperty("password", p));
    try (Connection _ = DriverManager.getConnection(getJdbcUrl(), properties)) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLTransientConnectionException e) {
        if (isServerAway() || System.nanoTime() - end > 0) {
          throw e;
        }
      }
    }
  }

  /** There is no connection at all, or there are idle ones of which none answered. */
  private boolean isServerAway() {
    HikariPoolMXBean pool = getHikariPoolMXBean();
    return pool == null || pool.getTotalConnections() == 0 || pool.getIdleConnections() > 0;
  }
}
