package io.haymaker.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables of a database up to date: of an empty one, of ours, of an older manager's. */
final class Migration {
  /** Any number that nobody else locks. */
  private static final long LOCK = 0x4861_794d_616b_6572L;

  private Migration() {}

  /** Of several processes one migrates at a time; the others wait and find it done. */
  static void run(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(LOCK));
      try {
        // Flyway refuses tables without a history of migrations unless it is told to begin at 0.
        Flyway.configure()
            .dataSource(source)
            .baselineOnMigrate(isOfOlderManager(statement))
            .baselineVersion("0")
            .load()
            .migrate();
      } finally {
        statement.execute("SELECT pg_advisory_unlock(%d)".formatted(LOCK));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOfOlderManager(Statement statement) throws SQLException {
    try (ResultSet answer =
        statement.executeQuery(
            """
            SELECT to_regclass('flyway_schema_history') IS NULL AND EXISTS (
              SELECT FROM pg_tables WHERE schemaname = current_schema()
                AND tablename IN ('events', 'health_snapshots', 'desired_images', 'endpoints'))
            """)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
