package io.haymaker.core.run;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.scenario.ScenarioCatalog;
import io.haymaker.core.scenario.ScenarioSelector;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.core.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs what the planner decided for the run as a whole; {@link ScenarioActions} does it for one
 * scenario. Each action first has its effect, safe to repeat, and then commits what became of it
 * together with its line in the journal.
 */
final class RunActions {
  private static final Logger LOG = LoggerFactory.getLogger(RunActions.class);

  private final InstallationId installation;
  private final RunBooks books;
  private final RunWorld world;
  private final AgentPlanner agents;
  private final ScenarioActions actions;
  private final RunCommits commits;
  private final Cleaner cleaner;
  private final RunAudits audits;
  private final LeftoverReader leftovers;
  private final DeletionPolicy deletion;
  private final Clock clock;

  RunActions(
      InstallationId installation,
      RunBooks books,
      RunWorld world,
      AgentPlanner agents,
      ScenarioActions actions,
      RunCommits commits,
      Cleaner cleaner,
      RunAudits audits,
      DeletionPolicy deletion,
      Clock clock) {
    this.installation = installation;
    this.books = books;
    this.world = world;
    this.agents = agents;
    this.actions = actions;
    this.commits = commits;
    this.cleaner = cleaner;
    this.audits = audits;
    this.leftovers = new LeftoverReader(world.reader(), new SideBySide(deletion.width()));
    this.deletion = deletion;
    this.clock = clock;
  }

  void perform(Run run, List<ScenarioRun> scenarios, RunAction action) {
    switch (action) {
      case RunAction.Validate _ -> validate(run);
      case RunAction.Select _ -> select(run);
      case RunAction.Provision(ScenarioRun scenario) -> actions.provision(run, scenario);
      case RunAction.Undo(ScenarioRun scenario) -> actions.undo(scenario);
      case RunAction.Skip(ScenarioRun scenario) -> actions.skip(scenario);
      case RunAction.Stop(ScenarioRun scenario) -> actions.stop(scenario);
      case RunAction.End(ScenarioRun scenario, var result, var why) ->
          actions.end(scenario, result, why);
      case RunAction.Clean(int round) -> clean(run, scenarios, round);
      case RunAction.Audit _ -> audit(run, scenarios);
      case RunAction.Report _ -> report(run, scenarios);
      case RunAction.MoveTo(Phase phase) -> commits.phase(run.movedTo(phase, clock.instant()));
    }
  }

  private void validate(Run run) {
    Validator validator = world.validator();
    ValidationReport report =
        validator.validate(
            new Undertaking(run.options().selection().count(), run.options().duration()));
    Instant now = clock.instant();
    if (report.passed()) {
      commits.phase(run.movedTo(Phase.SELECTION, now));
      return;
    }
    String failures =
        report.failures().stream()
            .map(
                line ->
                    "%s: %s (%s)"
                        .formatted(
                            line.name(), line.finding().message(), line.finding().whatToDo()))
            .collect(Collectors.joining("; "));
    commits.phase(
        run.concluded(new Conclusion.Failed(Conclusion.Reason.VALIDATION, failures))
            .movedTo(Phase.REPORTING, now));
  }

  private void select(Run run) {
    Instant now = clock.instant();
    switch (choose(run)) {
      case ScenarioSelector.Choice.Impossible(String message) ->
          commits.phase(
              run.concluded(new Conclusion.Failed(Conclusion.Reason.VALIDATION, message))
                  .movedTo(Phase.REPORTING, now));
      case ScenarioSelector.Choice.Chosen(var chosen) -> {
        List<ScenarioRun> planned = agents.plan(run, chosen, books.runs().isAlone(run.id()));
        books
            .transactions()
            .run(
                () -> {
                  commits.phase(run.movedTo(Phase.PROVISIONING, now));
                  books.runs().insertScenarios(planned);
                });
      }
    }
  }

  /** A folder that cannot be read any more ends the run, which has made nothing yet. */
  private ScenarioSelector.Choice choose(Run run) {
    try {
      return ScenarioSelector.choose(
          world.catalog().scenarios(), run.options().selection(), run.options().seed());
    } catch (ScenarioCatalog.CatalogException e) {
      return new ScenarioSelector.Choice.Impossible(String.valueOf(e.getMessage()));
    }
  }

  private void clean(Run run, List<ScenarioRun> scenarios, int round) {
    CleanupProgress progress =
        cleaner
            .round(
                RunScope.of(installation, run.id(), scenarios),
                round,
                run.phaseSince().plus(deletion.deadline()))
            .after(run.cleanup());
    books
        .transactions()
        .run(
            () -> {
              books.runs().update(run.cleaned(progress));
              books
                  .journal()
                  .append(
                      JournalEntry.of(
                          progress.lastRoundAt(),
                          run.id(),
                          "cleanup_round",
                          progress.couldNotLook().isEmpty() ? Severity.INFO : Severity.WARNING,
                          "round %d: %d not proven gone yet, %d looks failed"
                              .formatted(
                                  round,
                                  progress.remaining().size(),
                                  progress.couldNotLook().size())));
            });
  }

  private void audit(Run run, List<ScenarioRun> scenarios) {
    AuditReport audit = audits.audit(run.id());
    Conclusion conclusion = RunConcluder.conclude(run, scenarios, audit);
    Optional<Alert> alert = CleanupAlerts.of(installation, run, conclusion, audit);
    books
        .transactions()
        .run(
            () -> {
              books.reports().saveAudit(run.id(), audit);
              alert.ifPresent(this::raise);
              commits.phase(run.concluded(conclusion).movedTo(Phase.REPORTING, audit.at()));
            });
  }

  /**
   * In the transaction of the conclusion: whoever dies after it has told, and before it has not.
   */
  private void raise(Alert alert) {
    books.alerts().enter(alert);
    books
        .journal()
        .append(
            JournalEntry.of(
                alert.at(),
                alert.run(),
                "alert_raised",
                Severity.ERROR,
                "%s: %s".formatted(alert.reason(), alert.message())));
    LOG.atError()
        .addKeyValue("run_id", alert.run())
        .addKeyValue("reason", alert.reason())
        .addKeyValue("remaining", alert.remaining().size())
        .addKeyValue("could_not_look", alert.couldNotLook().size())
        .log("a run is over and not proven clean");
  }

  private void report(Run run, List<ScenarioRun> scenarios) {
    Run over = run.movedTo(Phase.COMPLETED, clock.instant());
    List<LedgerEntry> book = books.ledger().ofRun(run.id());
    Optional<AuditReport> audit = books.reports().latestAudit(run.id());
    RunReport report =
        RunReporter.report(over, scenarios, book, audit, leftovers.read(book, audit));
    books
        .transactions()
        .run(
            () -> {
              books.reports().save(run.id(), report);
              commits.phase(over);
            });
  }
}
