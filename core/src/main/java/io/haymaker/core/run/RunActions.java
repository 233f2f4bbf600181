package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.audit.Auditor;
import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.event.Severity;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.scenario.ScenarioSelector;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.core.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Performs what the planner decided. Each action first has its effect, safe to repeat, and then
 * commits what became of it together with its line in the journal.
 */
final class RunActions {
  private final InstallationId installation;
  private final RunBooks books;
  private final RunWorld world;
  private final AgentPlanner agents;
  private final Provisioner provisioner;
  private final ScenarioUndo undo;
  private final Cleaner cleaner;
  private final Auditor auditor;
  private final DeletionPolicy deletion;
  private final Clock clock;

  RunActions(
      InstallationId installation,
      RunBooks books,
      RunWorld world,
      AgentPlanner agents,
      Provisioner provisioner,
      ScenarioUndo undo,
      Cleaner cleaner,
      Auditor auditor,
      DeletionPolicy deletion,
      Clock clock) {
    this.installation = installation;
    this.books = books;
    this.world = world;
    this.agents = agents;
    this.provisioner = provisioner;
    this.undo = undo;
    this.cleaner = cleaner;
    this.auditor = auditor;
    this.deletion = deletion;
    this.clock = clock;
  }

  void perform(Run run, List<ScenarioRun> scenarios, RunAction action) {
    switch (action) {
      case RunAction.Validate _ -> validate(run);
      case RunAction.Select _ -> select(run);
      case RunAction.Provision(ScenarioRun scenario) -> provision(run, scenario);
      case RunAction.Undo(ScenarioRun scenario) -> undo(scenario);
      case RunAction.Skip(ScenarioRun scenario) ->
          commit(scenario.at(Stage.SKIPPED), "scenario_skipped", Severity.WARNING, "left out");
      case RunAction.Stop(ScenarioRun scenario) -> stop(scenario);
      case RunAction.End(ScenarioRun scenario, var result, var why) ->
          commit(
              scenario.ended(result, why, clock.instant()),
              "agent_ended",
              result == ScenarioRun.Result.SUCCEEDED ? Severity.INFO : Severity.WARNING,
              result.name().toLowerCase(java.util.Locale.ROOT) + why.map(": "::concat).orElse(""));
      case RunAction.Clean(int round) -> clean(run, scenarios, round);
      case RunAction.Audit _ -> audit(run, scenarios);
      case RunAction.Report _ -> report(run, scenarios);
      case RunAction.MoveTo(Phase phase) -> commit(run.movedTo(phase, clock.instant()));
    }
  }

  private void validate(Run run) {
    Validator validator = world.validator();
    ValidationReport report =
        validator.validate(
            new Undertaking(run.options().selection().count(), run.options().duration()));
    Instant now = clock.instant();
    if (report.passed()) {
      commit(run.movedTo(Phase.SELECTION, now));
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
    commit(
        run.concluded(new Conclusion.Failed(Conclusion.Reason.VALIDATION, failures))
            .movedTo(Phase.REPORTING, now));
  }

  private void select(Run run) {
    Instant now = clock.instant();
    switch (ScenarioSelector.choose(
        world.catalog().scenarios(), run.options().selection(), run.options().seed())) {
      case ScenarioSelector.Choice.Impossible(String message) ->
          commit(
              run.concluded(new Conclusion.Failed(Conclusion.Reason.VALIDATION, message))
                  .movedTo(Phase.REPORTING, now));
      case ScenarioSelector.Choice.Chosen(var chosen) -> {
        boolean alone =
            books.runs().unfinished().stream().allMatch(other -> other.id().equals(run.id()));
        List<ScenarioRun> planned = agents.plan(run, chosen, alone);
        books
            .transactions()
            .run(
                () -> {
                  commit(run.movedTo(Phase.PROVISIONING, now));
                  books.runs().insertScenarios(planned);
                });
      }
    }
  }

  private void provision(Run run, ScenarioRun scenario) {
    if (scenario.identity().isPresent()) {
      launch(run, scenario, scenario.identity().get());
      return;
    }
    Outcome<Identity> outcome = provisioner.identify(run, scenario);
    if (outcome instanceof Outcome.Done<Identity>(Identity made)) {
      // On record before the launch: who goes on after a crash in between must not make a new
      // secret, which would lock out the agent that is already running with this one.
      ScenarioRun identified =
          commit(
              scenario.identified(made),
              "identity_made",
              Severity.INFO,
              "identity " + made.displayName());
      launch(run, identified, made);
      return;
    }
    failed(scenario, outcome);
  }

  private void launch(Run run, ScenarioRun scenario, Identity identity) {
    Outcome<ContainerHandle> outcome = provisioner.launch(run, scenario, identity);
    if (outcome instanceof Outcome.Done<ContainerHandle>(ContainerHandle container)) {
      commit(
          scenario.running(identity, container, clock.instant()),
          "scenario_provisioned",
          Severity.INFO,
          "identity %s, container %s".formatted(identity.displayName(), container.name()));
      return;
    }
    failed(scenario, outcome);
  }

  private void failed(ScenarioRun scenario, Outcome<?> outcome) {
    String why = outcome.obstacle().map(Object::toString).orElse("unknown");
    commit(
        scenario.provisioningFailed(why, clock.instant()),
        "provisioning_failed",
        Severity.ERROR,
        why);
  }

  private void undo(ScenarioRun scenario) {
    List<String> left = undo.undo(scenario);
    commit(
        scenario.at(Stage.UNDONE),
        "provisioning_undone",
        left.isEmpty() ? Severity.INFO : Severity.WARNING,
        left.isEmpty()
            ? "all that was made of it has been taken back"
            : "left for the cleanup: " + String.join("; ", left));
  }

  private void stop(ScenarioRun scenario) {
    scenario
        .container()
        .ifPresent(
            container -> {
              Outcome<?> outcome = world.runtime().stop(container);
              books
                  .journal()
                  .append(
                      entry(
                          scenario,
                          "agent_stop",
                          outcome.isDone() ? Severity.INFO : Severity.WARNING,
                          outcome.obstacle().map(Object::toString).orElse("asked to end")));
            });
  }

  private void clean(Run run, List<ScenarioRun> scenarios, int round) {
    CleanupProgress progress =
        cleaner.round(scope(run, scenarios), round, run.phaseSince().plus(deletion.deadline()));
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
                          "round %d: %d remain, %d looks failed"
                              .formatted(
                                  round,
                                  progress.remaining().size(),
                                  progress.couldNotLook().size())));
            });
  }

  private CleanupScope scope(Run run, List<ScenarioRun> scenarios) {
    return new CleanupScope(
        installation,
        run.id(),
        scenarios.stream()
            .map(
                scenario ->
                    new CleanupScope.Traces(
                        scenario.scenario(),
                        scenario.plan().group(),
                        scenario.plan().container(),
                        new IdentityTraces(scenario.plan().identity(), scenario.identity())))
            .toList());
  }

  private void audit(Run run, List<ScenarioRun> scenarios) {
    AuditReport audit =
        auditor.audit(
            new Auditor.Question(
                installation,
                run.id(),
                books.ledger().ofRun(run.id()).stream().map(LedgerEntry::id).toList(),
                scenarios.stream().map(scenario -> scenario.plan().group()).toList(),
                scenarios.stream()
                    .flatMap(scenario -> scenario.identity().stream())
                    .map(identity -> identity.principalId())
                    .collect(Collectors.toSet())));
    Conclusion conclusion = RunConcluder.conclude(run, scenarios, audit);
    books
        .transactions()
        .run(
            () -> {
              books.reports().saveAudit(run.id(), audit);
              commit(run.concluded(conclusion).movedTo(Phase.REPORTING, audit.at()));
            });
  }

  private void report(Run run, List<ScenarioRun> scenarios) {
    Run over = run.movedTo(Phase.COMPLETED, clock.instant());
    RunReport report =
        RunReporter.report(
            over, scenarios, books.ledger().ofRun(run.id()), books.reports().latestAudit(run.id()));
    books
        .transactions()
        .run(
            () -> {
              books.reports().save(run.id(), report);
              commit(over);
            });
  }

  private void commit(Run run) {
    books
        .transactions()
        .run(
            () -> {
              books.runs().update(run);
              books
                  .journal()
                  .append(
                      JournalEntry.of(
                          run.phaseSince(),
                          run.id(),
                          "phase",
                          Severity.INFO,
                          run.phase().wireName()
                              + run.conclusion()
                                  .filter(_ -> run.isOver())
                                  .map(conclusion -> ": " + conclusion.status())
                                  .orElse("")));
            });
  }

  private ScenarioRun commit(ScenarioRun scenario, String type, Severity severity, String message) {
    return books
        .transactions()
        .call(
            () -> {
              books.journal().append(entry(scenario, type, severity, message));
              return books.runs().update(scenario);
            });
  }

  private JournalEntry entry(ScenarioRun scenario, String type, Severity severity, String message) {
    return JournalEntry.of(clock.instant(), scenario.run(), type, severity, message)
        .about(scenario.scenario());
  }
}
