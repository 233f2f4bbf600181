package io.haymaker.benchmarks.scale;

import io.haymaker.postgres.DatabaseAddress;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Reads what has been used of everything so far. */
final class Meter {
  private final DatabaseAddress address;
  private final CountingDriver driver;

  Meter(DatabaseAddress address) throws SQLException {
    this.address = address;
    this.driver = CountingDriver.inPlaceOf(address.url());
  }

  /** What has been used so far, or between two such moments. */
  record Reading(
      double wallSeconds,
      double ownCpuSeconds,
      double databaseCpuSeconds,
      long statements,
      long commits,
      long rowsWritten,
      long rowsFetched) {

    Reading since(Reading before) {
      return new Reading(
          wallSeconds - before.wallSeconds,
          ownCpuSeconds - before.ownCpuSeconds,
          databaseCpuSeconds - before.databaseCpuSeconds,
          statements - before.statements,
          commits - before.commits,
          rowsWritten - before.rowsWritten,
          rowsFetched - before.rowsFetched);
    }
  }

  Reading read() throws SQLException {
    try (Connection connection = DriverManager.getConnection(address.url(), address.user(), null);
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()");
      long written =
          number(
              statement.executeQuery(
                  "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables"));
      long fetched =
          number(
              statement.executeQuery(
                  "SELECT tup_fetched FROM pg_stat_database WHERE datname = current_database()"));
      long backend = number(statement.executeQuery("SELECT pg_backend_pid()"));
      return new Reading(
          System.nanoTime() / 1e9,
          cpu(ProcessHandle.current()),
          serverCpu(backend),
          driver.statements(),
          driver.commits(),
          written,
          fetched);
    }
  }

  private static long number(ResultSet rows) throws SQLException {
    try (rows) {
      if (!rows.next()) {
        throw new IllegalStateException("no row");
      }
      return rows.getLong(1);
    }
  }

  /** Of all processes of the server that are alive. */
  private static double serverCpu(long backend) {
    ProcessHandle server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    return cpu(server) + server.children().mapToDouble(Meter::cpu).sum();
  }

  private static double cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** What lives on the heap when all that is dead is gone, in MiB. */
  static long heapMegabytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() >> 20;
  }
}
