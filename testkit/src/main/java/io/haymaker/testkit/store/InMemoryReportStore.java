package io.haymaker.testkit.store;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.RunReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Audits and reports in maps. */
final class InMemoryReportStore implements ReportStore {
  private final InMemoryTransactions transactions;
  private final Map<RunId, AuditReport> audits = new HashMap<>();
  private final Map<RunId, RunReport> reports = new HashMap<>();

  InMemoryReportStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void saveAudit(RunId run, AuditReport audit) {
    transactions.run(() -> transactions.put(audits, run, audit));
  }

  @Override
  public Optional<AuditReport> latestAudit(RunId run) {
    return transactions.call(() -> Optional.ofNullable(audits.get(run)));
  }

  @Override
  public void save(RunId run, RunReport report) {
    transactions.run(() -> transactions.put(reports, run, report));
  }

  @Override
  public Optional<RunReport> find(RunId run) {
    return transactions.call(() -> Optional.ofNullable(reports.get(run)));
  }
}
