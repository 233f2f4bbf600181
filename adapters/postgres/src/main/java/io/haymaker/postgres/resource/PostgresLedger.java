package io.haymaker.postgres.resource;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerNews;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Row;
import io.haymaker.scenario.ScenarioName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The ledger in the table {@code resources}. What news makes of an entry is decided in the core;
 * one writer per run at a time lets it be read, decided and written.
 */
public final class PostgresLedger implements Ledger {
  /** A B-tree takes keys of 2.7 KB; real ids are shorter, but an agent may report anything. */
  private static final int LONGEST_KEY = 1000;

  private final JdbiTransactions transactions;

  public PostgresLedger(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<LedgerEntry> ofRun(RunId run) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM resources WHERE run_id = :run_id"
                        + " ORDER BY created_at, resource_key COLLATE \"C\"")
                .bind("run_id", run.value())
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public Set<RunId> unproven() {
    return transactions.with(
        handle ->
            handle
                .createQuery("SELECT DISTINCT run_id FROM resources WHERE state <> 'gone'")
                .map((row, _) -> new RunId(new Row(row).uuid("run_id")))
                .set());
  }

  @Override
  public boolean note(RunId run, ResourceId id, LedgerNews news) {
    return transactions.withRun(
        run,
        handle -> {
          Optional<LedgerEntry> known = find(handle, run, id);
          LedgerEntry next = known.map(news::appliedTo).orElseGet(() -> news.firstEntry(run, id));
          if (known.isEmpty() || !next.equals(known.get())) {
            write(handle, next);
          }
          return known.isEmpty();
        });
  }

  private static Optional<LedgerEntry> find(Handle handle, RunId run, ResourceId id) {
    return handle
        .createQuery("SELECT * FROM resources WHERE run_id = :run_id AND resource_key = :key")
        .bind("run_id", run.value())
        .bind("key", key(id))
        .map((row, _) -> read(row))
        .findOne();
  }

  private static void write(Handle handle, LedgerEntry entry) {
    handle
        .createUpdate(
            """
            INSERT INTO resources (run_id, resource_key, resource_id, scenario_name, created_at,
              state, changed_at, attempts, error, forced)
            VALUES (:run_id, :key, :resource_id, :scenario_name, :created_at, :state, :changed_at,
              :attempts, :error, :forced)
            ON CONFLICT (run_id, resource_key) DO UPDATE SET
              scenario_name = excluded.scenario_name, created_at = excluded.created_at,
              state = excluded.state, changed_at = excluded.changed_at,
              attempts = excluded.attempts, error = excluded.error, forced = excluded.forced
            """)
        .bind("run_id", entry.run().value())
        .bind("key", key(entry.id()))
        .bind("resource_id", Columns.text(entry.id().value()))
        .bind("scenario_name", Columns.text(entry.scenario()))
        .bind("created_at", Columns.time(entry.createdAt()))
        .bind("state", Row.name(entry.state()))
        .bind("changed_at", Columns.time(entry.changedAt()))
        .bind("attempts", entry.attempts())
        .bind("error", Columns.text(entry.error()))
        .bind("forced", entry.forced())
        .execute();
  }

  private static String key(ResourceId id) {
    String key = Columns.text(id.key());
    return key.length() <= LONGEST_KEY
        ? key
        : "long:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  private static LedgerEntry read(ResultSet result) throws SQLException {
    var row = new Row(result);
    return new LedgerEntry(
        new RunId(row.uuid("run_id")),
        ResourceId.of(row.text("resource_id")),
        row.optional("scenario_name", ScenarioName::new),
        row.time("created_at"),
        row.constant("state", LedgerEntry.State.class),
        row.time("changed_at"),
        row.integer("attempts"),
        row.optionalText("error"),
        row.flag("forced"));
  }
}
