package io.haymaker.core.run;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs and scenarios for tests of pure parts. */
final class Plans {
  static final InstallationId US = new InstallationId("ours12345");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration DURATION = Duration.ofHours(1);

  private Plans() {}

  static Run run() {
    return Run.begun(
        RunId.random(),
        new RunOptions(new Selection.Sized(SimulationSize.SMALL), 7, DURATION, 0),
        NOON);
  }

  /** A run on its way to that phase. */
  static Run in(Phase phase) {
    Run run = run();
    for (Phase next : Phase.values()) {
      if (next != Phase.VALIDATION && next.compareTo(phase) <= 0) {
        run = run.movedTo(next, NOON);
      }
    }
    return run;
  }

  static ScenarioRun planned(Run run, String name) {
    var scenario = new ScenarioName(name);
    return ScenarioRun.planned(
        run.id(),
        scenario,
        "Compute",
        "# Scenario",
        new AgentPlan(
            "agent-" + name,
            ResourceId.group("s1", "hm-" + name),
            "abc234",
            new IdentityPlan(
                new Owner(US, run.id(), scenario),
                "AzureHayMaker-" + name + "-admin",
                "haymaker-" + name,
                "secret-" + name,
                List.of()),
            new ContainerName(name + "-agent"),
            0));
  }

  static Identity identity(String name) {
    return new Identity(
        "AzureHayMaker-" + name + "-admin",
        "application",
        "client-" + name,
        "principal-" + name,
        "secret-" + name,
        "https://vault/secrets/secret-" + name + "/1",
        NOON,
        NOON.plus(Duration.ofDays(1)),
        List.of());
  }

  static ScenarioRun running(Run run, String name) {
    return planned(run, name)
        .running(
            identity(name),
            new ContainerHandle("fake", new ContainerName(name + "-agent"), "/jobs/" + name),
            NOON);
  }

  static RunSettings settings() {
    return new RunSettings(
        "s1",
        "eastus2",
        "image:1",
        AgentSizes.all(new ContainerSize(2, 64)),
        Map.of(),
        List.of("Contributor"),
        List.of(),
        RunSettings.Pace.STANDARD);
  }
}
