package io.haymaker.main.up;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.ReportStore;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.run.RunStore;
import io.haymaker.server.measure.Measure;
import io.haymaker.server.measure.Measure.Reading;
import io.haymaker.server.measure.Measures;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs in numbers. */
record RunMeasures(RunStore runs, ReportStore reports) {
  /** Among so many of the newest runs there is one that is over, or nobody misses it. */
  private static final int NEWEST = 20;

  Measures all() {
    return Measures.of(
        List.of(
            Measure.each("haymaker.runs", "runs that are not over", this::unfinished),
            Measure.each(
                "haymaker.run.leftovers",
                "what the newest run that is over left, by the audit's own reads",
                this::leftovers)));
  }

  private List<Reading> unfinished() {
    List<Run> all = runs.unfinished();
    return Stream.of(Phase.values())
        .filter(phase -> phase != Phase.COMPLETED)
        .map(
            phase ->
                new Reading(
                    Map.of("phase", phase.wireName()),
                    all.stream().filter(run -> run.phase() == phase).count()))
        .toList();
  }

  private List<Reading> leftovers() {
    return runs.newest(NEWEST).stream()
        .filter(Run::isOver)
        .findFirst()
        .flatMap(run -> reports.find(run.id()).map(report -> leftovers(run, report)))
        .orElseGet(List::of);
  }

  private static List<Reading> leftovers(Run run, RunReport report) {
    RunReport.Audit audit = report.audit();
    return List.of(
        left(run, "resources", audit.resourcesRemaining()),
        left(run, "containers", audit.containersRemaining()),
        left(run, "service_principals", audit.servicePrincipalsRemaining()),
        left(run, "role_assignments", audit.roleAssignmentsRemaining()),
        left(run, "secrets", audit.secretsRemaining()),
        left(run, "could_not_look", audit.couldNotLook().size()));
  }

  private static Reading left(Run run, String kind, int count) {
    return new Reading(Map.of("run_id", run.id().toString(), "kind", kind), count);
  }
}
