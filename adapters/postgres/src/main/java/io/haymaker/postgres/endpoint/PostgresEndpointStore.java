package io.haymaker.postgres.endpoint;

import io.haymaker.core.endpoint.Endpoint;
import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The endpoints in the table {@code endpoints}. */
public final class PostgresEndpointStore implements EndpointStore {
  private final JdbiTransactions transactions;

  public PostgresEndpointStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void put(Endpoint endpoint) {
    var caps = new TreeMap<String, String>();
    endpoint.caps().cpu().ifPresent(cpu -> caps.put("cpu", cpu));
    endpoint.caps().mem().ifPresent(mem -> caps.put("mem", mem));
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO endpoints (id, image_id, host, port, caps, status, last_heartbeat)
                    VALUES (:id, :image, :host, :port, CAST(:caps AS jsonb), :status, :heartbeat)
                    ON CONFLICT (id) DO UPDATE SET image_id = EXCLUDED.image_id,
                      host = EXCLUDED.host, port = EXCLUDED.port, caps = EXCLUDED.caps,
                      status = EXCLUDED.status, last_heartbeat = EXCLUDED.last_heartbeat
                    """)
                .bind("id", Columns.text(endpoint.id()))
                .bind("image", Columns.text(endpoint.imageId()))
                .bind("host", Columns.text(endpoint.host()))
                .bind("port", endpoint.port())
                .bind("caps", Json.writeMap(caps))
                .bind("status", Row.name(endpoint.status()))
                .bind("heartbeat", Columns.time(endpoint.lastHeartbeat()))
                .execute());
  }

  @Override
  public List<Endpoint> all() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM endpoints ORDER BY id COLLATE \"C\"")
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public Optional<Endpoint> find(String id) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM endpoints WHERE id = :id")
                .bind("id", Columns.text(id))
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public Optional<Endpoint> setStatus(String id, Endpoint.Status status, Instant at) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE endpoints SET status = :status,
                      last_heartbeat = CASE WHEN :status = 'up' THEN :at ELSE last_heartbeat END
                    WHERE id = :id RETURNING *
                    """)
                .bind("id", Columns.text(id))
                .bind("status", Row.name(status))
                .bind("at", Columns.time(at))
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public boolean remove(String id) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate("DELETE FROM endpoints WHERE id = :id")
                    .bind("id", Columns.text(id))
                    .execute()
                == 1);
  }

  private static Endpoint read(ResultSet result) throws SQLException {
    var row = new Row(result);
    JsonNode caps = Json.read(row.text("caps"), JsonNode.class);
    return new Endpoint(
        row.text("id"),
        row.text("image_id"),
        row.text("host"),
        row.integer("port"),
        new Endpoint.Caps(cap(caps, "cpu"), cap(caps, "mem")),
        row.constant("status", Endpoint.Status.class),
        row.time("last_heartbeat"));
  }

  /** An older manager kept numbers. */
  private static Optional<String> cap(JsonNode caps, String name) {
    JsonNode node = caps.path(name);
    return node.isString() || node.isNumber() ? Optional.of(node.asString()) : Optional.empty();
  }
}
