package io.haymaker.postgres.watch;

import io.haymaker.core.watch.ContainerEvent;
import io.haymaker.core.watch.ContainerHistory;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The events in the table {@code events}. */
public final class PostgresContainerHistory implements ContainerHistory {
  private final JdbiTransactions transactions;

  public PostgresContainerHistory(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public int enter(List<ContainerEvent> events) {
    if (events.isEmpty()) {
      return 0;
    }
    return transactions.with(
        handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  INSERT INTO events (image, container_id, name, host, ports, status, event, ts)
                  VALUES (:image, :container, :name, :host, CAST(:ports AS jsonb), :status, :event, :ts)
                  ON CONFLICT (container_id, event, ts) WHERE NOT older DO NOTHING
                  """);
          for (ContainerEvent event : events) {
            batch
                .bind("image", Columns.text(event.image()))
                .bind("container", Columns.text(event.containerId()))
                .bind("name", Columns.text(event.name()))
                .bind("host", Columns.text(event.host()))
                .bind("ports", Json.write(event.ports()))
                .bind("status", Columns.text(event.status()))
                .bind("event", Columns.text(event.event()))
                .bind("ts", Columns.time(event.at()))
                .add();
          }
          return Arrays.stream(batch.execute()).sum();
        });
  }

  @Override
  public Optional<Instant> latest(String host) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT max(ts) FROM events WHERE host = :host AND NOT older")
                .bind("host", Columns.text(host))
                .map((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant));
  }

  @Override
  public List<Numbered> find(Query query) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM events
                    WHERE id > :after
                      AND (CAST(:container AS text) IS NULL OR container_id = :container)
                      AND (CAST(:since AS timestamptz) IS NULL OR ts >= :since)
                    ORDER BY id LIMIT :limit
                    """)
                .bind("after", query.after())
                .bind("container", Columns.text(query.container()))
                .bind("since", Columns.time(query.since()))
                .bind("limit", query.limit())
                .map((row, _) -> new Numbered(row.getLong("id"), read(row)))
                .list());
  }

  @Override
  public List<ContainerEvent> present(String host) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM (
                      SELECT DISTINCT ON (container_id) * FROM events
                      WHERE host = :host AND NOT older
                      ORDER BY container_id, ts DESC, id DESC) AS latest
                    WHERE event <> 'remove'
                    """)
                .bind("host", Columns.text(host))
                .map((row, _) -> read(row))
                .list());
  }

  private static ContainerEvent read(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new ContainerEvent(
        row.text("image"),
        row.text("container_id"),
        row.text("name"),
        row.text("host"),
        PortsColumn.read(row.text("ports")),
        row.text("status"),
        row.text("event"),
        row.time("ts"));
  }
}
