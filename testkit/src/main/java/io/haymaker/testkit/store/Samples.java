package io.haymaker.testkit.store;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupReport;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.identity.RoleGrant;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.AgentPlan;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records with every field filled, for tests of what becomes of them. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  public static final InstallationId INSTALLATION = new InstallationId("testinstall1");

  private Samples() {}

  /** So many seconds after noon. */
  public static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  /** A small run begun at that time. */
  public static Run run(RunId id, Instant at) {
    var options =
        new RunOptions(new Selection.Sized(SimulationSize.SMALL), 42, Duration.ofSeconds(60), 3);
    return Run.begun(id, options, at);
  }

  /** A virtual network in the group {@code rg} of that name. */
  public static ResourceId network(String name) {
    return ResourceId.of(
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/" + name);
  }

  public static ScenarioRun scenario(RunId run, String name) {
    var scenario = new ScenarioName(name);
    var grants = List.of(new RoleGrant("Contributor", "/subscriptions/s1/resourceGroups/rg"));
    var identity =
        new IdentityPlan(
            new Owner(INSTALLATION, run, scenario),
            "AzureHayMaker-" + name + "-admin",
            "haymaker-" + run + "-" + name,
            "scenario-sp-" + name + "-secret",
            grants);
    var plan =
        new AgentPlan(
            "agent-" + name,
            ResourceId.group("s1", "rg-" + name),
            "abc234",
            identity,
            new ContainerName(name + "-agent"),
            1);
    return ScenarioRun.planned(run, scenario, "Compute", "# Scenario: ä \"quoted\"\n", plan);
  }

  public static Identity identity(Instant at) {
    return new Identity(
        "AzureHayMaker-one-admin",
        "application-1",
        "client-1",
        "principal-1",
        "scenario-sp-one-secret",
        "https://vault.example/secrets/scenario-sp-one-secret/v1",
        at,
        at.plus(Duration.ofDays(1)),
        List.of("assignment-1", "assignment-2"));
  }

  public static ContainerHandle container(String name) {
    return new ContainerHandle("container-apps", new ContainerName(name), "/native/" + name);
  }

  public static AuditReport audit(Instant at, String resource) {
    return new AuditReport(
        at,
        List.of(resource),
        List.of("job one"),
        List.of(),
        List.of("assignment-1"),
        List.of(),
        List.of("secrets: 403 Forbidden"));
  }

  public static RunReport report(RunId run, Instant at) {
    var scenario =
        new RunReport.Scenario(
            "compute-01",
            "Compute",
            "agent-1",
            Optional.of("AzureHayMaker-compute-01-admin"),
            Optional.of("principal-1"),
            Optional.empty(),
            "cleanup_complete",
            Optional.of("succeeded"),
            Optional.of(at),
            Optional.of(at.plusSeconds(9)),
            4,
            3,
            1,
            0,
            "complete",
            Optional.empty());
    var deletion =
        new CleanupReport.Deletion(
            network("v").value(),
            network("v").type(),
            "deleted",
            2,
            Optional.empty(),
            Optional.of(at));
    var cleanup =
        new CleanupReport(
            run,
            CleanupReport.Status.FORCE_DELETION_COMPLETE,
            4,
            4,
            List.of(deletion),
            List.of(),
            List.of("AzureHayMaker-compute-01-admin"),
            false);
    return new RunReport(
        run.toString(),
        "completed",
        Optional.empty(),
        Optional.of("All gone."),
        "completed",
        "small",
        -7,
        at,
        Optional.of(at.plusSeconds(60)),
        List.of(scenario),
        4,
        1,
        new RunReport.CleanupVerification(4, 4, 1, 0),
        cleanup,
        new RunReport.Audit(0, 0, 0, 0, 0, List.of(), List.of()),
        List.of(new RunReport.Mishap(at, "Conflict", "in use", "compute-01", "cleanup")));
  }
}
