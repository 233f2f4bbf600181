package io.haymaker.core.run;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.scenario.ScenarioName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a decision about a run is taken from.
 *
 * @param containers what was seen of the containers of running scenarios
 * @param lastWords of running scenarios whose agents said that they are through; always empty where
 *     the runtime itself says how containers ended
 * @param unheard scenarios that ended well and whose agents' events have not all come in; only
 *     asked for when no agent runs any more
 */
record RunSnapshot(
    Run run,
    List<ScenarioRun> scenarios,
    Map<ScenarioName, Look<ContainerView>> containers,
    Map<ScenarioName, LastWord> lastWords,
    Set<ScenarioName> unheard,
    Instant now) {

  RunSnapshot {
    scenarios = List.copyOf(scenarios);
    containers = Map.copyOf(containers);
    lastWords = Map.copyOf(lastWords);
    unheard = Set.copyOf(unheard);
  }

  List<ScenarioRun> at(Stage stage) {
    return scenarios.stream().filter(scenario -> scenario.stage() == stage).toList();
  }
}
