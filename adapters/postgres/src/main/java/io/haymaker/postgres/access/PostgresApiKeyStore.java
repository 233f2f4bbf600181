package io.haymaker.postgres.access;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeyStore;
import io.haymaker.core.access.Role;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys in the table {@code api_keys}. */
public final class PostgresApiKeyStore implements ApiKeyStore {
  private final JdbiTransactions transactions;

  public PostgresApiKeyStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean insert(ApiKey key) {
    return transactions.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        INSERT INTO api_keys (key_id, name, hash, role, created_at, expires_at)
                        VALUES (:key_id, :name, :hash, :role, :created_at, CAST(:expires_at AS timestamptz))
                        ON CONFLICT (hash) DO NOTHING
                        """)
                    .bind("key_id", key.id())
                    .bind("name", Columns.text(key.name()))
                    .bind("hash", key.hash())
                    .bind("role", Row.name(key.role()))
                    .bind("created_at", Columns.time(key.createdAt()))
                    .bind("expires_at", Columns.time(key.expiresAt()))
                    .execute()
                == 1);
  }

  @Override
  public Optional<ApiKey> findByHash(String hash) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM api_keys WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public Optional<ApiKey> find(UUID id) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM api_keys WHERE key_id = :key_id")
                .bind("key_id", id)
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public List<ApiKey> all() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM api_keys ORDER BY created_at, key_id")
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public Optional<ApiKey> expire(UUID id, Instant at) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE api_keys SET expires_at = LEAST(expires_at, :at)
                    WHERE key_id = :key_id RETURNING *
                    """)
                .bind("at", Columns.time(at))
                .bind("key_id", id)
                .map((row, _) -> read(row))
                .findOne());
  }

  private static ApiKey read(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new ApiKey(
        row.uuid("key_id"),
        row.text("name"),
        row.text("hash"),
        row.constant("role", Role.class),
        row.time("created_at"),
        row.optionalTime("expires_at"));
  }
}
