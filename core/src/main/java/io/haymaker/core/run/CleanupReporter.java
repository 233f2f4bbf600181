package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.cleanup.CleanupReport.Deletion;
import io.haymaker.core.cleanup.CleanupReport.Status;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Composes the cleanup's part of a report. Pure. */
final class CleanupReporter {
  private CleanupReporter() {}

  static CleanupReport report(
      Run run,
      List<ScenarioRun> scenarios,
      List<LedgerEntry> book,
      Optional<AuditReport> audit,
      Map<ResourceId, Resource> seen) {
    List<LedgerEntry> gone = book.stream().filter(LedgerEntry::isGone).toList();
    List<LedgerEntry> remaining = book.stream().filter(entry -> !entry.isGone()).toList();
    List<Deletion> deletions =
        book.stream().filter(CleanupReporter::wasOurs).map(CleanupReporter::deletion).toList();
    boolean failures = deletions.stream().anyMatch(deletion -> deletion.status().equals("failed"));
    return new CleanupReport(
        run.id(),
        status(run, remaining, deletions, failures, audit),
        book.size(),
        gone.size(),
        deletions,
        new RemainingReporter(run, scenarios, seen).report(book, audit),
        principalsGone(scenarios, audit),
        failures);
  }

  private static Status status(
      Run run,
      List<LedgerEntry> remaining,
      List<Deletion> deletions,
      boolean failures,
      Optional<AuditReport> audit) {
    boolean looked = run.cleanup().map(CleanupProgress::couldNotLook).orElse(List.of()).isEmpty();
    boolean proven =
        looked && remaining.isEmpty() && audit.map(AuditReport::provesAbsence).orElse(true);
    if (proven) {
      return deletions.isEmpty() ? Status.VERIFIED : Status.FORCE_DELETION_COMPLETE;
    }
    boolean someWorked =
        deletions.stream().anyMatch(deletion -> deletion.status().equals("deleted"));
    return failures && someWorked ? Status.PARTIAL_FAILURE : Status.VERIFICATION_FAILED;
  }

  /** A deletion of ours, whether it came to a proven end or not. */
  private static boolean wasOurs(LedgerEntry entry) {
    return switch (entry.state()) {
      case GONE -> entry.forced();
      case FORCE_DELETED, DELETION_FAILED -> true;
      case EXISTS, REPORTED_DELETED -> false;
    };
  }

  private static Deletion deletion(LedgerEntry entry) {
    boolean deleted = entry.isGone();
    return new Deletion(
        entry.id().value(),
        entry.id().type(),
        deleted ? "deleted" : "failed",
        entry.attempts(),
        deleted ? Optional.empty() : entry.error().or(() -> Optional.of("not proven gone")),
        deleted ? Optional.of(entry.changedAt()) : Optional.empty());
  }

  /** Read back as gone by the audit, not by who deleted them. */
  private static List<String> principalsGone(
      List<ScenarioRun> scenarios, Optional<AuditReport> audit) {
    if (audit.isEmpty()) {
      return List.of();
    }
    boolean looked =
        audit.get().couldNotLook().stream().noneMatch(line -> line.startsWith("principals"));
    return scenarios.stream()
        .map(ScenarioRun::identity)
        .flatMap(Optional::stream)
        .filter(
            identity ->
                looked
                    && audit.get().servicePrincipals().stream()
                        .noneMatch(line -> line.contains(identity.displayName())))
        .map(Identity::displayName)
        .toList();
  }
}
