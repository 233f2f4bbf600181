package io.haymaker.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pool that waits long for a connection; or, where somebody waits for the answer, tells within
 * two seconds that the server is gone or hangs, and waits long only while the server greets others.
 */
final class PromptPool extends HikariDataSource {
  /** Longer than any statement of ours waits for another. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Of a server that greets; with a greeting that does not come it is less than two seconds. */
  private static final Duration PROMPT = Duration.ofMillis(500);

  private static final Duration GREETING = Duration.ofSeconds(1);

  private volatile boolean impatient;

  private final ReentrantLock greeting = new ReentrantLock();
  private long greetedAt = System.nanoTime();
  private boolean greeted;

  PromptPool(HikariConfig config) {
    super(config);
  }

  /** Sets what it begins with. */
  static void patient(HikariConfig config) {
    config.setConnectionTimeout(LONGEST.toMillis());
    config.setValidationTimeout(PROMPT.toMillis());
    // Not the pool's own wait: a busy server may take long to greet.
    config.addDataSourceProperty("loginTimeout", Long.toString(LONGEST.toSeconds()));
  }

  /** From now on it tells soon. */
  void beImpatient() {
    impatient = true;
  }

  /**
   * Whether the server greets a caller within a second, on a connection of its own. Who asks while
   * another is asking has the other's answer.
   */
  boolean greets() {
    long asked = System.nanoTime();
    greeting.lock();
    try {
      if (greetedAt - asked < 0) {
        greeted = isGreeted();
        greetedAt = System.nanoTime();
      }
      return greeted;
    } finally {
      greeting.unlock();
    }
  }

  private boolean isGreeted() {
    var properties = new Properties();
    properties.putAll(getDataSourceProperties());
    properties.setProperty("loginTimeout", Long.toString(GREETING.toSeconds()));
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
    return impatient ? soon() : super.getConnection();
  }

  private Connection soon() throws SQLException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      try {
        return pool().getConnection(PROMPT.toMillis());
      } catch (SQLTransientConnectionException e) {
        // What the pool counts does not tell: all its connections may be in statements of a server
        // that is gone.
        if (System.nanoTime() - end >= 0 || !greets()) {
          throw e;
        }
      }
    }
  }

  /** The pool itself: a data source keeps to the wait that it began with (HikariCP 7.0.2). */
  private HikariPool pool() throws SQLException {
    if (getHikariPoolMXBean() instanceof HikariPool pool && !isClosed()) {
      return pool;
    }
    throw new SQLException("the pool is closed");
  }
}
