package io.haymaker.chaos.scaler;

import io.haymaker.chaos.scaler.Evidence.Entry;
import io.haymaker.chaos.scaler.Evidence.Row;
import io.haymaker.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the product has written down, read by plain SQL. */
final class Books implements AutoCloseable {
  private final Connection connection;

  Books(DatabaseAddress address) throws SQLException {
    connection = DriverManager.getConnection(address.url(), address.user(), null);
  }

  /** One line of an answer. */
  private interface Line<T> {
    T read(ResultSet result) throws SQLException;
  }

  private <T> List<T> ask(String sql, Line<T> line) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var list = new ArrayList<T>();
      while (result.next()) {
        list.add(line.read(result));
      }
      return list;
    }
  }

  /** Whether the product has made its tables yet. */
  boolean areThere() throws SQLException {
    return ask("SELECT to_regclass('scaler_memories') IS NOT NULL", one -> one.getBoolean(1))
        .getFirst();
  }

  List<Row> rows() throws SQLException {
    return ask(
        """
        SELECT container, subscription, message_id, attempt, ended_how, ended_at, ended_log
          FROM scaler_claims ORDER BY claimed_at, attempt
        """,
        one ->
            new Row(
                one.getString(1),
                Letter.key(one.getString(2), one.getString(3)),
                one.getInt(4),
                one.getTimestamp(6) == null
                    ? Optional.empty()
                    : Optional.of(one.getString(5).toUpperCase(java.util.Locale.ROOT)),
                Objects.requireNonNullElse(one.getString(7), "")));
  }

  List<Entry> journal() throws SQLException {
    return ask(
        """
        SELECT type, message, coalesce(details ->> 'container', '') FROM journal
         WHERE type IN ('container_ended', 'message_refused', 'message_poison') ORDER BY number
        """,
        one -> new Entry(one.getString(1), one.getString(2), one.getString(3)));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
