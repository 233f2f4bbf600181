package io.haymaker.postgres.health;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.health.HealthSnapshot;
import io.haymaker.core.health.HealthStatus;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The snapshots in the table {@code health_snapshots}, a partition a day. */
public final class PostgresHealthRecords implements HealthRecords {
  private final JdbiTransactions transactions;

  public PostgresHealthRecords(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void enter(List<HealthSnapshot> snapshots) {
    if (snapshots.isEmpty()) {
      return;
    }
    transactions.with(
        handle -> {
          makeDays(handle, snapshots);
          return insert(handle, snapshots);
        });
  }

  private static void makeDays(Handle handle, List<HealthSnapshot> snapshots) {
    var days =
        snapshots.stream()
            .map(snapshot -> LocalDate.ofInstant(snapshot.at(), ZoneOffset.UTC))
            .collect(Collectors.toCollection(TreeSet::new));
    for (LocalDate day : days) {
      handle
          .createQuery("SELECT 1 FROM (SELECT health_day(:day)) AS made")
          .bind("day", day)
          .mapTo(Integer.class)
          .one();
    }
  }

  private static int insert(Handle handle, List<HealthSnapshot> snapshots) {
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO health_snapshots
              (image, container_id, name, host, cpu_usage, memory_usage, disk_usage, status, ts)
            VALUES (:image, :container, :name, :host, :cpu, :memory, :disk, :status, :ts)
            """);
    for (HealthSnapshot snapshot : snapshots) {
      batch
          .bind("image", Columns.text(snapshot.image()))
          .bind("container", snapshot.container().value())
          .bind("name", Columns.text(snapshot.name()))
          .bind("host", Columns.text(snapshot.host()))
          .bind("cpu", snapshot.cpu())
          .bind("memory", snapshot.memory())
          .bind("disk", snapshot.disk().isPresent() ? snapshot.disk().getAsDouble() : null)
          .bind("status", snapshot.status().wireName())
          .bind("ts", Columns.time(snapshot.at()))
          .add();
    }
    return batch.execute().length;
  }

  @Override
  public List<Point> history(InstanceId container, Instant from, Instant to, Duration step) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT to_timestamp(floor(extract(epoch FROM ts) / :step) * :step) AS step,
                           avg(cpu_usage) AS cpu, max(cpu_usage) AS cpu_peak,
                           avg(memory_usage) AS memory, max(memory_usage) AS memory_peak,
                           avg(disk_usage) AS disk, count(*) AS samples,
                           (array['stopped', 'healthy', 'warning', 'critical'])[
                             max(CASE status WHEN 'critical' THEN 4 WHEN 'warning' THEN 3
                                             WHEN 'healthy' THEN 2 ELSE 1 END)] AS worst
                    FROM health_snapshots
                    WHERE container_id = :container AND ts >= :from AND ts < :to
                    GROUP BY 1 ORDER BY 1
                    """)
                .bind("container", Columns.text(container.value()))
                .bind("from", Columns.time(from))
                .bind("to", Columns.time(to))
                .bind("step", step.toSeconds())
                .map(
                    (result, _) -> {
                      var row = new Row(result);
                      return new Point(
                          row.time("step"),
                          result.getDouble("cpu"),
                          result.getDouble("cpu_peak"),
                          result.getDouble("memory"),
                          result.getDouble("memory_peak"),
                          disk(result),
                          row.constant("worst", HealthStatus.class),
                          row.integer("samples"));
                    })
                .list());
  }

  private static OptionalDouble disk(ResultSet result) throws SQLException {
    double disk = result.getDouble("disk");
    return result.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(disk);
  }

  @Override
  public void forgetDaysBefore(Instant time) {
    transactions.with(
        handle ->
            handle
                .createQuery("SELECT 1 FROM (SELECT forget_health(:time)) AS forgotten")
                .bind("time", Columns.time(time))
                .mapTo(Integer.class)
                .one());
  }
}
