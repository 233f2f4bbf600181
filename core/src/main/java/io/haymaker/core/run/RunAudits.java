package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.audit.Auditor;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has the auditor look at a run, or at the whole installation. All that it is told of our records
 * is what to look for: ids, groups and principals, and of each all that were ever known.
 */
public final class RunAudits {
  /** More runs than a database of ours ever holds. */
  private static final int ALL = Integer.MAX_VALUE;

  private final InstallationId installation;
  private final RunStore runs;
  private final Ledger ledger;
  private final Auditor auditor;

  public RunAudits(InstallationId installation, RunBooks books, Auditor auditor) {
    this.installation = installation;
    this.runs = books.runs();
    this.ledger = books.ledger();
    this.auditor = auditor;
  }

  /** Looks at one run, at whatever point it is. Changes nothing. */
  public AuditReport audit(RunId run) {
    return ask(AuditReads.Scope.of(installation, run), List.of(run));
  }

  /** Looks at everything of the installation, of runs that are forgotten too. Changes nothing. */
  public AuditReport auditAll() {
    return ask(
        new AuditReads.Scope(installation, Optional.empty()),
        runs.newest(ALL).stream().map(Run::id).toList());
  }

  private AuditReport ask(AuditReads.Scope scope, List<RunId> known) {
    var ids = new ArrayList<ResourceId>();
    var groups = new ArrayList<ResourceId>();
    Set<String> principals = new HashSet<>();
    for (RunId run : known) {
      ledger.ofRun(run).stream().map(LedgerEntry::id).forEach(ids::add);
      for (ScenarioRun scenario : runs.scenarios(run)) {
        groups.add(scenario.plan().group());
        scenario.identity().map(Identity::principalId).ifPresent(principals::add);
      }
    }
    return auditor.audit(new Auditor.Question(scope, ids, groups, principals));
  }
}
