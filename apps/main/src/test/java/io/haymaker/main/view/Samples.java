package io.haymaker.main.view;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.event.JournalEntry;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.identity.IdentityPlan;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.Owner;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.resource.LedgerEntry.State;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.AgentPlan;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.run.RunReporter;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run as the views see it, at different moments. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final RunId ID = RunId.parse("11111111-2222-3333-4444-555555555555").orElseThrow();
  private static final InstallationId INSTALLATION = new InstallationId("inst-1234");

  private Samples() {}

  static Run run(Phase... path) {
    Run run =
        Run.begun(
            ID,
            new RunOptions(
                new Selection.Sized(SimulationSize.SMALL), 42, Duration.ofSeconds(60), 3),
            START);
    for (Phase phase : path) {
      run = run.movedTo(phase, START.plusSeconds(1));
    }
    return run;
  }

  private static String display(String name) {
    String whole = "AzureHayMaker-" + name;
    return whole.substring(0, Math.min(64, whole.length()));
  }

  static ScenarioRun planned(String name) {
    var scenario = new ScenarioName(name);
    var owner = new Owner(INSTALLATION, ID, scenario);
    return ScenarioRun.planned(
        ID,
        scenario,
        "Compute",
        "# doc",
        new AgentPlan(
            "agent-" + name,
            ResourceId.group("sub", "hm-" + name),
            "abc234",
            new IdentityPlan(owner, display(name), "unique-" + name, "secret", List.of()),
            new ContainerName(name + "-agent"),
            0));
  }

  static ScenarioRun running(String name) {
    return planned(name)
        .running(
            new Identity(
                display(name),
                "app",
                "client",
                "principal-" + name,
                "secret",
                "https://vault/secrets/secret/1",
                START,
                START.plusSeconds(3600),
                List.of("role")),
            new ContainerHandle("container-apps", new ContainerName(name + "-agent"), "/jobs/x"),
            START.plusSeconds(2));
  }

  static ScenarioRun ended(String name) {
    return running(name)
        .ended(ScenarioRun.Result.SUCCEEDED, Optional.empty(), START.plusSeconds(70));
  }

  static RunProgress progress(Run run, List<ScenarioRun> scenarios, List<JournalEntry> news) {
    return new RunProgress(
        run,
        scenarios.stream().map(scenario -> new RunProgress.Line(scenario, 4, 1, 1)).toList(),
        news,
        83,
        START.plusSeconds(34));
  }

  private static LedgerEntry entry(String scenario, String name, State state, boolean forced) {
    return new LedgerEntry(
        ID,
        ResourceId.of(
            "/subscriptions/sub/resourceGroups/hm-%s/providers/Microsoft.Network/virtualNetworks/%s"
                .formatted(scenario, name)),
        Optional.of(new ScenarioName(scenario)),
        START,
        state,
        START.plusSeconds(80),
        forced ? 2 : 0,
        Optional.empty(),
        forced);
  }

  /** Two scenarios, three resources, one of them forced; all gone. */
  public static RunReport clean() {
    Run run =
        run(Phase.SELECTION, Phase.PROVISIONING, Phase.MONITORING, Phase.CLEANUP)
            .concluded(new Conclusion.Completed())
            .movedTo(Phase.REPORTING, START.plusSeconds(90))
            .movedTo(Phase.COMPLETED, START.plusSeconds(91));
    return RunReporter.report(
        run,
        List.of(ended("compute-01"), ended("network-01")),
        List.of(
            entry("compute-01", "a", State.GONE, false),
            entry("compute-01", "b", State.GONE, true),
            entry("network-01", "c", State.GONE, false)),
        Optional.of(audit(List.of(), List.of())));
  }

  /** Scenarios of these names, which made nothing. */
  static RunReport clean(List<String> names) {
    Run run =
        run(Phase.SELECTION, Phase.PROVISIONING, Phase.MONITORING, Phase.CLEANUP)
            .concluded(new Conclusion.Completed())
            .movedTo(Phase.REPORTING, START.plusSeconds(90))
            .movedTo(Phase.COMPLETED, START.plusSeconds(91));
    return RunReporter.report(
        run,
        names.stream().map(Samples::ended).toList(),
        List.of(),
        Optional.of(audit(List.of(), List.of())));
  }

  /** One resource remains and one look failed. */
  public static RunReport dirty() {
    Run run =
        run(Phase.SELECTION, Phase.PROVISIONING, Phase.MONITORING, Phase.CLEANUP)
            .cleaned(
                new CleanupProgress(
                    2, START, List.of("a"), List.of("inventory: 500: broken"), false))
            .concluded(new Conclusion.Failed(Conclusion.Reason.LEFTOVERS, "1 thing remains."))
            .movedTo(Phase.REPORTING, START.plusSeconds(90))
            .movedTo(Phase.COMPLETED, START.plusSeconds(91));
    var book = new ArrayList<LedgerEntry>();
    book.add(entry("compute-01", "a", State.DELETION_FAILED, false));
    return RunReporter.report(
        run,
        List.of(ended("compute-01")),
        book,
        Optional.of(audit(List.of(book.getFirst().id().value()), List.of())));
  }

  private static AuditReport audit(List<String> resources, List<String> couldNotLook) {
    return new AuditReport(
        START.plusSeconds(90), resources, List.of(), List.of(), List.of(), List.of(), couldNotLook);
  }
}
