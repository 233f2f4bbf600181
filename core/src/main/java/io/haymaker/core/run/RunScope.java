package io.haymaker.core.run;

import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import java.util.List;

/** Where to look for what a run left, by what is recorded of its scenarios. */
public final class RunScope {
  private RunScope() {}

  /**
   * For the cleanup.
   *
   * @param scenarios empty for a run that nobody knows any more: it is found by its tags
   */
  public static CleanupScope of(
      InstallationId installation, RunId run, List<ScenarioRun> scenarios) {
    return new CleanupScope(
        installation,
        run,
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
}
