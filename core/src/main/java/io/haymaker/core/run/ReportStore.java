package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.ownership.RunId;
import java.util.Optional;

/** Audits and reports of runs. Joins the caller's transaction. */
public interface ReportStore {

  /** Keeps the latest audit of a run. */
  void saveAudit(RunId run, AuditReport audit);

  Optional<AuditReport> latestAudit(RunId run);

  /** Keeps the run's report, over an earlier one. */
  void save(RunId run, RunReport report);

  Optional<RunReport> find(RunId run);
}
