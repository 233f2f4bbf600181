package io.haymaker.core.run;

import io.haymaker.core.event.Severity;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** Performs what the planner decided for one scenario; a failure here stops no other. */
final class ScenarioActions {
  private final Provisioner provisioner;
  private final ScenarioUndo undo;
  private final ContainerRuntime runtime;
  private final RunCommits commits;
  private final Clock clock;

  ScenarioActions(
      Provisioner provisioner,
      ScenarioUndo undo,
      ContainerRuntime runtime,
      RunCommits commits,
      Clock clock) {
    this.provisioner = provisioner;
    this.undo = undo;
    this.runtime = runtime;
    this.commits = commits;
    this.clock = clock;
  }

  /**
   * Claims the scenario first, so that nobody who had it before, and only stood still, makes
   * anything more: each step makes sure that the claim still holds.
   */
  void provision(Run run, ScenarioRun planned) {
    ScenarioRun scenario = commits.claim(planned);
    if (scenario.identity().isPresent()) {
      launch(run, scenario, scenario.identity().get());
      return;
    }
    Outcome<Identity> outcome =
        provisioner.checking(() -> commits.checkIsCurrent(scenario)).identify(run, scenario);
    if (outcome instanceof Outcome.Done<Identity>(Identity made)) {
      // On record before the launch: who goes on after a crash in between must not make a new
      // secret, which would lock out the agent that is already running with this one.
      ScenarioRun identified =
          commits.scenario(
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
    Outcome<ContainerHandle> outcome =
        provisioner
            .checking(() -> commits.checkIsCurrent(scenario))
            .launch(run, scenario, identity);
    if (outcome instanceof Outcome.Done<ContainerHandle>(ContainerHandle container)) {
      commits.scenario(
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
    commits.scenario(
        scenario.provisioningFailed(why, clock.instant()),
        "provisioning_failed",
        Severity.ERROR,
        why);
  }

  void undo(ScenarioRun scenario) {
    Remains remains = undo.undo(scenario);
    var left = new ArrayList<>(remains.remaining());
    left.addAll(remains.couldNotLook());
    commits.scenario(
        scenario.at(Stage.UNDONE),
        "provisioning_undone",
        left.isEmpty() ? Severity.INFO : Severity.WARNING,
        left.isEmpty()
            ? "all that was made of it has been taken back"
            : "left for the cleanup: " + String.join("; ", left));
  }

  /** Asking again is harmless; whether it has ended is seen at the next look. */
  void stop(ScenarioRun scenario) {
    scenario
        .container()
        .map(runtime::stop)
        .ifPresent(
            outcome ->
                commits.note(
                    scenario,
                    "agent_stop",
                    outcome.isDone() ? Severity.INFO : Severity.WARNING,
                    outcome.obstacle().map(Object::toString).orElse("asked to end")));
  }

  void skip(ScenarioRun scenario) {
    commits.scenario(scenario.at(Stage.SKIPPED), "scenario_skipped", Severity.WARNING, "left out");
  }

  /** Where nothing ends for good by itself, whatever is left of it is stopped first. */
  void end(ScenarioRun scenario, Result result, Optional<String> why) {
    if (!runtime.capabilities().endsForGood()) {
      stop(scenario);
    }
    commits.scenario(
        scenario.ended(result, why, clock.instant()),
        "agent_ended",
        result == Result.SUCCEEDED ? Severity.INFO : Severity.WARNING,
        result.name().toLowerCase(Locale.ROOT) + why.map(": "::concat).orElse(""));
  }
}
