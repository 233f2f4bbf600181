package io.haymaker.postgres.event;

import io.haymaker.core.event.Journal;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import io.haymaker.postgres.store.Row;
import io.haymaker.scenario.ScenarioName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The journal in the table {@code journal}, which refuses every change of what is in it. */
public final class PostgresJournal implements Journal {
  private final JdbiTransactions transactions;

  public PostgresJournal(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean append(JournalEntry entry) {
    return entry
        .run()
        .map(run -> transactions.withRun(run, handle -> append(handle, entry)))
        .orElseGet(() -> transactions.with(handle -> append(handle, entry)));
  }

  private static boolean append(Handle handle, JournalEntry entry) {
    int entered =
        handle
            .createUpdate(
                """
                INSERT INTO journal (event_id, at, run_id, scenario_name, type, severity, message,
                  resource_id, details)
                VALUES (:event_id, :at, CAST(:run_id AS uuid), :scenario_name, :type, :severity, :message,
                  :resource_id, CAST(:details AS jsonb))
                ON CONFLICT (event_id) DO NOTHING
                """)
            .bind("event_id", entry.id())
            .bind("at", Columns.time(entry.at()))
            .bind("run_id", Columns.text(entry.run()))
            .bind("scenario_name", Columns.text(entry.scenario()))
            .bind("type", Columns.text(entry.type()))
            .bind("severity", Row.name(entry.severity()))
            .bind("message", Columns.text(entry.message()))
            .bind("resource_id", Columns.text(entry.resource()))
            .bind("details", Json.writeMap(entry.details()))
            .execute();
    return entered == 1;
  }

  @Override
  public List<Numbered> ofRun(RunId run, long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, is " + limit);
    }
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM journal WHERE run_id = :run_id AND number > :after
                    ORDER BY number LIMIT :limit
                    """)
                .bind("run_id", run.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public List<Numbered> ofNoRun(long after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, is " + limit);
    }
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM journal WHERE run_id IS NULL AND number > :after
                    ORDER BY number LIMIT :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public List<JournalEntry> ofType(RunId run, String type) {
    return transactions.with(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM journal WHERE run_id = :run_id AND type = :type ORDER BY number
                    """)
                .bind("run_id", run.value())
                .bind("type", type)
                .map((row, _) -> read(row).entry())
                .list());
  }

  private static Numbered read(ResultSet result) throws SQLException {
    var row = new Row(result);
    var entry =
        new JournalEntry(
            row.uuid("event_id"),
            row.time("at"),
            row.optionalUuid("run_id").map(RunId::new),
            row.optional("scenario_name", ScenarioName::new),
            row.text("type"),
            row.constant("severity", Severity.class),
            row.text("message"),
            row.optional("resource_id", ResourceId::of),
            Json.readMap(row.text("details")));
    return new Numbered(row.big("number"), entry);
  }
}
