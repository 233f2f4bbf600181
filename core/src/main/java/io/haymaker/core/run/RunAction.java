package io.haymaker.core.run;

import io.haymaker.core.run.ScenarioRun.Result;
import java.util.Optional;

/** One thing to do for a run. */
sealed interface RunAction {

  /** Make every check. */
  record Validate() implements RunAction {}

  /** Choose the scenarios and all names. */
  record Select() implements RunAction {}

  /** Make group, identity and container of a scenario. */
  record Provision(ScenarioRun scenario) implements RunAction {}

  /** Take back what was made of a scenario whose provisioning failed. */
  record Undo(ScenarioRun scenario) implements RunAction {}

  /** Leave a scenario out: the run was cancelled before its turn. */
  record Skip(ScenarioRun scenario) implements RunAction {}

  /** Ask a scenario's container to end. */
  record Stop(ScenarioRun scenario) implements RunAction {}

  /** Record that a scenario's container has ended. */
  record End(ScenarioRun scenario, Result result, Optional<String> why) implements RunAction {}

  /** Do one round of cleaning. */
  record Clean(int round) implements RunAction {}

  /** Prove absence, and conclude from it. */
  record Audit() implements RunAction {}

  /** Write the report. */
  record Report() implements RunAction {}

  /** Go on to a phase. */
  record MoveTo(Phase phase) implements RunAction {}
}
