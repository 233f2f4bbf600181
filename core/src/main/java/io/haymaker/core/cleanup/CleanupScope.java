package io.haymaker.core.cleanup;

import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.scenario.ScenarioName;
import java.util.List;

/** What a cleanup is about: a run, and where its scenarios may have left things. */
public record CleanupScope(InstallationId installation, RunId run, List<Traces> scenarios) {

  public CleanupScope {
    scenarios = List.copyOf(scenarios);
  }

  /** Where a scenario may have left things, by what was planned for it. */
  public record Traces(
      ScenarioName scenario, ResourceId group, ContainerName container, IdentityTraces identity) {}

  public List<ResourceId> groups() {
    return scenarios.stream().map(Traces::group).toList();
  }
}
