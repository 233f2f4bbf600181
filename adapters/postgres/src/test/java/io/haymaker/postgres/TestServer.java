package io.haymaker.postgres;

import io.haymaker.postgres.embedded.EmbeddedDatabase;
import io.haymaker.testkit.store.Stores;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;

/** One server for all tests of a JVM, kept between builds; a new database for each test class. */
public final class TestServer {
  /** Its programs can be used by other test servers, which saves unpacking them. */
  public static final Path HOME = Path.of("target", "test-database").toAbsolutePath();

  private static final EmbeddedDatabase SERVER = start();

  private TestServer() {}

  private static EmbeddedDatabase start() {
    EmbeddedDatabase server = EmbeddedDatabase.start(HOME);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  /** An empty database of the class's name. */
  public static DatabaseAddress database(Class<?> test) {
    String name = test.getSimpleName().toLowerCase(Locale.ROOT);
    try (var connection =
            DriverManager.getConnection(SERVER.address("postgres").url(), "postgres", null);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
    } catch (SQLException e) {
      throw new IllegalStateException("could not drop " + name, e);
    }
    return SERVER.address(name);
  }

  /** A store on an empty database of the class's name. */
  public static PostgresStore open(Class<?> test) {
    return PostgresStore.open(database(test), Clock.systemUTC());
  }

  /** What the contracts ask for. */
  public static Stores stores(PostgresStore store) {
    return new Stores(
        store.transactions(),
        store.runs(),
        store.ledger(),
        store.journal(),
        store.work(),
        store.reports(),
        store.schedules(),
        store.installation());
  }
}
