package io.haymaker.core.run;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a decision about a run is taken from.
 *
 * @param containers what was seen of the containers of running scenarios
 */
record RunSnapshot(
    Run run,
    List<ScenarioRun> scenarios,
    Map<ScenarioName, Look<ContainerView>> containers,
    Instant now) {

  RunSnapshot {
    scenarios = List.copyOf(scenarios);
    containers = Map.copyOf(containers);
  }

  List<ScenarioRun> at(Stage stage) {
    return scenarios.stream().filter(scenario -> scenario.stage() == stage).toList();
  }
}
