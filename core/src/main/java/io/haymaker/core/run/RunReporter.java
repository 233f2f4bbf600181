package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.runtime.ContainerHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Composes the report of a run from what is recorded. Pure. */
public final class RunReporter {
  private RunReporter() {}

  /**
   * @param audit the last one; empty when the run ended before anything was made
   */
  public static RunReport report(
      Run run, List<ScenarioRun> scenarios, List<LedgerEntry> book, Optional<AuditReport> audit) {
    return report(run, scenarios, book, audit, Map.of());
  }

  /**
   * @param seen what could be read of the resources that remain
   */
  public static RunReport report(
      Run run,
      List<ScenarioRun> scenarios,
      List<LedgerEntry> book,
      Optional<AuditReport> audit,
      Map<ResourceId, Resource> seen) {
    CleanupReport cleanup = CleanupReporter.report(run, scenarios, book, audit, seen);
    return new RunReport(
        run.id().toString(),
        run.status(),
        run.conclusion().flatMap(Conclusion::failureReason).map(Conclusion.Reason::wireName),
        message(run),
        run.phase().wireName(),
        run.options().selection().wireName(),
        run.options().seed(),
        run.startedAt(),
        run.endedAt(),
        scenarios.stream().map(scenario -> line(run, scenario, book)).toList(),
        book.size(),
        (int) scenarios.stream().filter(scenario -> scenario.identity().isPresent()).count(),
        new RunReport.CleanupVerification(
            book.size(),
            count(book, LedgerEntry::isGone),
            count(book, entry -> entry.isGone() && entry.forced()),
            count(book, entry -> entry.state() == State.DELETION_FAILED)),
        cleanup,
        audit(run, audit),
        mishaps(run, scenarios));
  }

  private static Optional<String> message(Run run) {
    return run.conclusion()
        .map(
            conclusion ->
                switch (conclusion) {
                  case Conclusion.Completed _ -> "Nothing remains.";
                  case Conclusion.Failed failed -> failed.message();
                });
  }

  private static RunReport.Scenario line(Run run, ScenarioRun scenario, List<LedgerEntry> book) {
    List<LedgerEntry> own =
        book.stream()
            .filter(entry -> entry.scenario().filter(scenario.scenario()::equals).isPresent())
            .toList();
    int remaining = count(own, entry -> !entry.isGone());
    return new RunReport.Scenario(
        scenario.scenario().value(),
        scenario.technologyArea(),
        scenario.plan().agentId(),
        scenario.identity().map(Identity::displayName),
        scenario.identity().map(Identity::clientId),
        scenario.container().map(ContainerHandle::nativeId),
        status(run, scenario, remaining),
        scenario.result().map(result -> result.name().toLowerCase(java.util.Locale.ROOT)),
        scenario.startedAt(),
        scenario.endedAt(),
        own.size(),
        count(own, entry -> entry.isGone() && !entry.forced()),
        count(own, entry -> entry.isGone() && entry.forced()),
        remaining,
        cleanupStatus(run, remaining),
        scenario.failure());
  }

  private static String status(Run run, ScenarioRun scenario, int remaining) {
    return switch (scenario.stage()) {
      case PLANNED, SKIPPED -> "pending";
      case RUNNING -> "running";
      case PROVISIONING_FAILED, UNDONE -> "failed";
      case ENDED -> {
        boolean well =
            scenario
                .result()
                .filter(how -> how == Result.SUCCEEDED || how == Result.STOPPED)
                .isPresent();
        if (!well) {
          yield "failed";
        }
        yield run.isOver() && remaining == 0 ? "cleanup_complete" : "completed";
      }
    };
  }

  private static String cleanupStatus(Run run, int remaining) {
    return switch (run.phase()) {
      case VALIDATION, SELECTION, PROVISIONING, MONITORING -> "pending";
      case CLEANUP -> "in_progress";
      case REPORTING, COMPLETED -> remaining == 0 ? "complete" : "failed";
    };
  }

  private static RunReport.Audit audit(Run run, Optional<AuditReport> audit) {
    var couldNotLook = new ArrayList<String>();
    run.cleanup().map(CleanupProgress::couldNotLook).ifPresent(couldNotLook::addAll);
    audit.map(AuditReport::couldNotLook).ifPresent(couldNotLook::addAll);
    return new RunReport.Audit(
        audit.map(seen -> seen.resources().size()).orElse(0),
        audit.map(seen -> seen.containers().size()).orElse(0),
        audit.map(seen -> seen.servicePrincipals().size()).orElse(0),
        audit.map(seen -> seen.roleAssignments().size()).orElse(0),
        audit.map(seen -> seen.secrets().size()).orElse(0),
        couldNotLook.stream().distinct().toList(),
        audit.map(AuditReport::everything).orElse(List.of()));
  }

  private static List<RunReport.Mishap> mishaps(Run run, List<ScenarioRun> scenarios) {
    var mishaps = new ArrayList<RunReport.Mishap>();
    run.conclusion()
        .flatMap(Conclusion::failureReason)
        .ifPresent(
            reason ->
                mishaps.add(
                    new RunReport.Mishap(
                        run.phaseSince(),
                        reason.name(),
                        message(run).orElse(""),
                        "",
                        run.phase().wireName())));
    for (ScenarioRun scenario : scenarios) {
      scenario
          .failure()
          .ifPresent(
              failure ->
                  mishaps.add(
                      new RunReport.Mishap(
                          scenario.endedAt().orElse(run.phaseSince()),
                          "SCENARIO_FAILED",
                          failure,
                          scenario.scenario().value(),
                          scenario.startedAt().isPresent() ? "monitoring" : "provisioning")));
    }
    return mishaps;
  }

  private static int count(List<LedgerEntry> book, Predicate<LedgerEntry> wanted) {
    return (int) book.stream().filter(wanted).count();
  }
}
