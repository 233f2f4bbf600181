package io.haymaker.postgres.work;

import io.haymaker.core.ownership.RunId;
import io.haymaker.postgres.DatabaseAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The queue's table, over a connection of its own. */
record QueueReader(DatabaseAddress database) {

  Optional<Instant> nextLook(RunId run) {
    return nextLook(TaskKind.RUN, run.toString());
  }

  Optional<Instant> nextLook(TaskKind kind, String instance) {
    try (var connection = DriverManager.getConnection(database.url(), database.user(), null);
        var query =
            connection.prepareStatement(
                "SELECT execution_time FROM %s WHERE task_name = ? AND task_instance = ?"
                    .formatted(kind.table()))) {
      query.setString(1, kind.name());
      query.setString(2, instance);
      var row = query.executeQuery();
      return row.next()
          ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
          : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("could not read the queue", e);
    }
  }

  /** Forgets what a test left, when no worker is at work. */
  void clear() throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), database.user(), null);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM scheduled_tasks");
    }
  }
}
