package io.haymaker.postgres.replica;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.Intent;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.replica.Setback;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables {@code desired_images}, {@code replica_intents} and {@code replica_setbacks}. */
public final class PostgresReplicaStore implements ReplicaStore {
  private final JdbiTransactions transactions;

  public PostgresReplicaStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void lock() {
    transactions.requireOpen();
    transactions.with(
        handle ->
            // Nothing else is kept out by it than itself; readers do not wait.
            handle.execute("LOCK TABLE desired_images IN SHARE UPDATE EXCLUSIVE MODE"));
  }

  @Override
  public List<DesiredImage> images() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM desired_images ORDER BY image COLLATE \"C\"")
                .map((row, _) -> image(row))
                .list());
  }

  @Override
  public Optional<DesiredImage> image(String image) {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM desired_images WHERE image = :image")
                .bind("image", Columns.text(image))
                .map((row, _) -> image(row))
                .findOne());
  }

  @Override
  public void put(DesiredImage image) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO desired_images (image, min_replicas, max_replicas, desired_count,
                      resources, env, ports, strict, updated_at)
                    VALUES (:image, :min, :max, :count, CAST(:resources AS jsonb),
                      CAST(:env AS jsonb), CAST(:ports AS jsonb), :strict, :updated_at)
                    ON CONFLICT (image) DO UPDATE SET min_replicas = excluded.min_replicas,
                      max_replicas = excluded.max_replicas, desired_count = excluded.desired_count,
                      resources = excluded.resources, env = excluded.env, ports = excluded.ports,
                      strict = excluded.strict, updated_at = excluded.updated_at
                    """)
                .bind("image", Columns.text(image.image()))
                .bind("min", image.minimum())
                .bind("max", image.maximum())
                .bind("count", image.count())
                .bind("resources", ImageColumns.write(image.limits()))
                .bind("env", Json.writeMap(image.environment()))
                .bind("ports", ImageColumns.write(image.ports()))
                .bind("strict", image.strict())
                .bind("updated_at", Columns.time(image.updatedAt()))
                .execute());
  }

  @Override
  public void forget(String image) {
    delete("DELETE FROM desired_images WHERE image = :key", image);
  }

  @Override
  public List<Intent> intents() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM replica_intents ORDER BY container_id")
                .map((row, _) -> intent(row))
                .list());
  }

  @Override
  public void put(Intent intent) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO replica_intents (container_id, image, kind, at)
                    VALUES (:id, :image, :kind, :at)
                    ON CONFLICT (container_id) DO UPDATE SET image = excluded.image,
                      kind = excluded.kind, at = excluded.at
                    """)
                .bind("id", intent.id().value())
                .bind("image", Columns.text(intent.image()))
                .bind("kind", Row.name(intent.kind()))
                .bind("at", Columns.time(intent.at()))
                .execute());
  }

  @Override
  public void drop(InstanceId id) {
    delete("DELETE FROM replica_intents WHERE container_id = :key", id.value());
  }

  @Override
  public List<Setback> setbacks() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT * FROM replica_setbacks ORDER BY image COLLATE \"C\"")
                .map((row, _) -> setback(row))
                .list());
  }

  @Override
  public void put(Setback setback) {
    transactions.with(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO replica_setbacks (image, failures, not_before, reason, counted)
                    VALUES (:image, :failures, :not_before, :reason, CAST(:counted AS jsonb))
                    ON CONFLICT (image) DO UPDATE SET failures = excluded.failures,
                      not_before = excluded.not_before, reason = excluded.reason,
                      counted = excluded.counted
                    """)
                .bind("image", Columns.text(setback.image()))
                .bind("failures", setback.failures())
                .bind("not_before", Columns.time(setback.notBefore()))
                .bind("reason", Columns.text(setback.reason()))
                .bind(
                    "counted",
                    Json.write(setback.counted().stream().map(InstanceId::value).sorted().toList()))
                .execute());
  }

  @Override
  public void forgive(String image) {
    delete("DELETE FROM replica_setbacks WHERE image = :key", image);
  }

  private void delete(String statement, String key) {
    transactions.with(
        handle -> handle.createUpdate(statement).bind("key", Columns.text(key)).execute());
  }

  private static DesiredImage image(ResultSet result) throws SQLException {
    var row = new Row(result);
    String image = row.text("image");
    return new DesiredImage(
        image,
        row.integer("min_replicas"),
        row.integer("max_replicas"),
        row.integer("desired_count"),
        ImageColumns.limits(image, row.text("resources")),
        ImageColumns.environment(row.text("env")),
        ImageColumns.ports(image, row.text("ports")),
        row.flag("strict"),
        row.time("updated_at"));
  }

  private static Intent intent(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new Intent(
        new InstanceId(row.text("container_id")),
        row.text("image"),
        row.constant("kind", Intent.Kind.class),
        row.time("at"));
  }

  private static Setback setback(ResultSet result) throws SQLException {
    var row = new Row(result);
    Set<InstanceId> counted =
        Stream.of(Json.read(row.text("counted"), String[].class))
            .map(InstanceId::new)
            .collect(Collectors.toSet());
    return new Setback(
        row.text("image"),
        row.integer("failures"),
        row.time("not_before"),
        row.text("reason"),
        counted);
  }
}
