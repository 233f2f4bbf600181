package io.haymaker.core.ownership;

import io.haymaker.scenario.ScenarioName;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whose a thing is, down to the scenario that asked for it. */
public record Owner(InstallationId installation, RunId run, ScenarioName scenario) {

  /** The tags that say so, in the spelling of the specification. */
  public Map<String, String> tags() {
    var tags = new LinkedHashMap<String, String>();
    tags.put(OwnerTags.MANAGED, "true");
    tags.put(OwnerTags.RUN, run.toString());
    tags.put(OwnerTags.SCENARIO, scenario.value());
    tags.put(OwnerTags.INSTALLATION, installation.value());
    return Map.copyOf(tags);
  }
}
