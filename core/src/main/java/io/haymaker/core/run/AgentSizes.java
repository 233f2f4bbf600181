package io.haymaker.core.run;

import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.scenario.ScenarioName;
import java.util.Map;

/**
 * What agents may use.
 *
 * @param usual of an agent that nothing else is said of
 * @param special of the agents of these scenarios
 */
public record AgentSizes(ContainerSize usual, Map<ScenarioName, ContainerSize> special) {

  public AgentSizes {
    special = Map.copyOf(special);
  }

  /** The same for all. */
  public static AgentSizes all(ContainerSize size) {
    return new AgentSizes(size, Map.of());
  }

  /** What the agent of a scenario may use. */
  public ContainerSize of(ScenarioName scenario) {
    return special.getOrDefault(scenario, usual);
  }
}
