package io.haymaker.core.run;

import io.haymaker.core.ownership.RunId;
import java.util.List;
import java.util.Optional;

/** Runs and their scenarios. Joins the caller's transaction. */
public interface RunStore {

  /** Enters a new run at version 0. */
  void insert(Run run);

  Optional<Run> find(RunId id);

  /**
   * Writes it over the version that it was read at.
   *
   * @return the run at its new version
   * @throws io.haymaker.core.store.StaleWriteException when the stored version is another
   */
  Run update(Run run);

  /** Runs that are not over, oldest first. */
  List<Run> unfinished();

  /** True when every other run is over. */
  boolean isAlone(RunId id);

  /** The newest runs first. */
  List<Run> newest(int limit);

  /** Enters the scenarios of a run at version 0, keeping their order. */
  void insertScenarios(List<ScenarioRun> scenarios);

  /** In the order in which they were entered. */
  List<ScenarioRun> scenarios(RunId run);

  /**
   * Writes it over the version that it was read at.
   *
   * @return the scenario at its new version
   * @throws io.haymaker.core.store.StaleWriteException when the stored version is another
   */
  ScenarioRun update(ScenarioRun scenario);

  /** Whether the stored scenario still has the version of this one. */
  boolean isCurrent(ScenarioRun scenario);
}
