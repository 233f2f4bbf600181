package io.haymaker.postgres.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.RunReport;
import io.haymaker.postgres.store.JdbiTransactions;
import io.haymaker.postgres.store.Json;
import java.util.Optional;

/** Audits and reports as JSON in the tables {@code audits} and {@code reports}. */
public final class PostgresReportStore implements ReportStore {
  private final JdbiTransactions transactions;

  public PostgresReportStore(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void saveAudit(RunId run, AuditReport audit) {
    save(
        run,
        """
        INSERT INTO audits (run_id, audit) VALUES (:run_id, CAST(:json AS jsonb))
        ON CONFLICT (run_id) DO UPDATE SET audit = excluded.audit
        """,
        audit);
  }

  @Override
  public Optional<AuditReport> latestAudit(RunId run) {
    return find(run, "SELECT audit FROM audits WHERE run_id = :run_id", AuditReport.class);
  }

  @Override
  public void save(RunId run, RunReport report) {
    save(
        run,
        """
        INSERT INTO reports (run_id, report) VALUES (:run_id, CAST(:json AS jsonb))
        ON CONFLICT (run_id) DO UPDATE SET report = excluded.report
        """,
        report);
  }

  @Override
  public Optional<RunReport> find(RunId run) {
    return find(run, "SELECT report FROM reports WHERE run_id = :run_id", RunReport.class);
  }

  private void save(RunId run, String sql, Object value) {
    transactions.useRun(
        run,
        handle ->
            handle
                .createUpdate(sql)
                .bind("run_id", run.value())
                .bind("json", Json.write(value))
                .execute());
  }

  private <T> Optional<T> find(RunId run, String sql, Class<T> type) {
    return transactions.with(
        handle ->
            handle
                .createQuery(sql)
                .bind("run_id", run.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, type)));
  }
}
