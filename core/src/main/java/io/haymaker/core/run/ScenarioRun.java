package io.haymaker.core.run;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded of one scenario of a run.
 *
 * @param document the Markdown text as it was when it was chosen
 * @param identity what was made, once it is
 * @param container what was launched, once it is
 * @param result how the agent ended, once it has
 * @param failure what went wrong, in one line, where something did
 * @param version counts the writes; a write from an older version is refused
 */
public record ScenarioRun(
    RunId run,
    ScenarioName scenario,
    String technologyArea,
    String document,
    AgentPlan plan,
    Stage stage,
    Optional<Identity> identity,
    Optional<ContainerHandle> container,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Result> result,
    Optional<String> failure,
    long version) {

  /** How an agent ended. Data of the run, not its failure. */
  public enum Result {
    SUCCEEDED,
    FAILED,
    /** We stopped it: time was up, or the run was cancelled. */
    STOPPED,
    /** It vanished without a word. */
    LOST
  }

  /** A scenario whose names are chosen and of which nothing was made. */
  public static ScenarioRun planned(
      RunId run, ScenarioName scenario, String technologyArea, String document, AgentPlan plan) {
    return new ScenarioRun(
        run,
        scenario,
        technologyArea,
        document,
        plan,
        Stage.PLANNED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Its identity is made; it stays planned until its container is launched. */
  public ScenarioRun identified(Identity made) {
    if (stage != Stage.PLANNED) {
      throw new IllegalStateException(
          "run %s, %s: %s is too late for an identity".formatted(run, scenario, stage));
    }
    return new ScenarioRun(
        run,
        scenario,
        technologyArea,
        document,
        plan,
        stage,
        Optional.of(made),
        container,
        startedAt,
        endedAt,
        result,
        failure,
        version);
  }

  public ScenarioRun running(Identity made, ContainerHandle launched, Instant now) {
    return to(
        Stage.RUNNING,
        Optional.of(made),
        Optional.of(launched),
        Optional.of(now),
        endedAt,
        result,
        failure);
  }

  public ScenarioRun ended(Result how, Optional<String> why, Instant now) {
    return to(Stage.ENDED, identity, container, startedAt, Optional.of(now), Optional.of(how), why);
  }

  public ScenarioRun provisioningFailed(String why, Instant now) {
    return to(
        Stage.PROVISIONING_FAILED,
        identity,
        container,
        startedAt,
        Optional.of(now),
        result,
        Optional.of(why));
  }

  /** Moved to a stage that brings no news of its own. */
  public ScenarioRun at(Stage next) {
    return to(next, identity, container, startedAt, endedAt, result, failure);
  }

  private ScenarioRun to(
      Stage next,
      Optional<Identity> newIdentity,
      Optional<ContainerHandle> newContainer,
      Optional<Instant> newStartedAt,
      Optional<Instant> newEndedAt,
      Optional<Result> newResult,
      Optional<String> newFailure) {
    if (!stage.mayMoveTo(next)) {
      throw new IllegalStateException(
          "run %s, %s: %s may not follow %s".formatted(run, scenario, next, stage));
    }
    return new ScenarioRun(
        run,
        scenario,
        technologyArea,
        document,
        plan,
        next,
        newIdentity,
        newContainer,
        newStartedAt,
        newEndedAt,
        newResult,
        newFailure,
        version);
  }
}
