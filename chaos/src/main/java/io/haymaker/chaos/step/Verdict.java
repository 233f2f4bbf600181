package io.haymaker.chaos.step;

import io.haymaker.core.resource.LedgerEntry;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunReport;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.testkit.cloud.CloudOperation;
import io.haymaker.testkit.cloud.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must be true when a run is over, whatever happened to its control plane: it has a report and
 * an audit of zeros, the world itself is empty, and everything was made once.
 */
final class Verdict {
  /** What there is one of for every scenario; all have a role on the topic. */
  private static final Set<CloudOperation> ONCE =
      Set.of(
          CloudOperation.ENSURE_APPLICATION,
          CloudOperation.ENSURE_SERVICE_PRINCIPAL,
          CloudOperation.ASSIGN_ROLE);

  private final Scene scene;
  private final Universe universe;
  private final boolean frozen;
  private final boolean thawedLate;

  /**
   * @param frozen whether a process was frozen: what it takes late may be made anew when it is gone
   * @param thawedLate whether it went on when the cleanup had begun, or the run was over
   */
  Verdict(Scene scene, Universe universe, boolean frozen, boolean thawedLate) {
    this.scene = scene;
    this.universe = universe;
    this.frozen = frozen;
    this.thawedLate = thawedLate;
  }

  List<String> wrong() {
    Run run = universe.run();
    if (!run.isOver()) {
      return List.of("the run is in " + run.phase());
    }
    var wrong = new ArrayList<String>();
    Optional<RunReport> report = universe.store.reports().find(run.id());
    if (report.isEmpty()) {
      wrong.add("there is no report");
    } else if (scene.spells().isEmpty()) {
      conclusion(run, wrong);
      audit(report.get(), wrong);
    } else {
      wrong.addAll(new Honesty(universe).wrong(run));
    }
    if (thawedLate || !scene.spells().isEmpty()) {
      // What somebody does when nobody expects it any more is the sweep's to find.
      new Sweep(universe).untilNothingIsFound();
    }
    leftovers(run, wrong);
    duplicates(wrong);
    universe.lockedOut().forEach(who -> wrong.add("locked out: " + who));
    return wrong;
  }

  private void conclusion(Run run, List<String> wrong) {
    switch (run.conclusion().orElseThrow()) {
      case Conclusion.Completed _ -> {}
      case Conclusion.Failed(Conclusion.Reason reason, String message) -> {
        if (scene.isCalm() || reason != Conclusion.Reason.NOTHING_PROVISIONED) {
          wrong.add("the run failed: %s: %s".formatted(reason, message));
        }
      }
    }
    if (scene.isCalm()) {
      for (ScenarioRun scenario : universe.store.runs().scenarios(run.id())) {
        if (!scenario.result().equals(Optional.of(ScenarioRun.Result.SUCCEEDED))) {
          wrong.add(
              "%s ended as %s %s"
                  .formatted(scenario.scenario(), scenario.result(), scenario.failure()));
        }
      }
    }
    long ends =
        universe.store.journal().ofRun(run.id(), 0, 100_000).stream()
            .filter(line -> line.entry().type().equals("phase"))
            .filter(line -> line.entry().message().startsWith("completed"))
            .count();
    if (ends != 1) {
      wrong.add("the run ended %d times".formatted(ends));
    }
  }

  private static void audit(RunReport report, List<String> wrong) {
    RunReport.Audit audit = report.audit();
    int sum =
        audit.resourcesRemaining()
            + audit.containersRemaining()
            + audit.servicePrincipalsRemaining()
            + audit.roleAssignmentsRemaining()
            + audit.secretsRemaining();
    if (sum != 0 || !audit.couldNotLook().isEmpty()) {
      wrong.add("the audit is not of zeros: " + audit);
    }
  }

  private void leftovers(Run run, List<String> wrong) {
    universe.cloud.belongings(Universe.US).forEach(what -> wrong.add("left over: " + what));
    universe
        .cloud
        .assignments()
        .forEach(role -> wrong.add("left over: role assignment " + role.id()));
    universe
        .runtime
        .present()
        .forEach(view -> wrong.add("left over: container " + view.handle().name()));
    universe.store.ledger().ofRun(run.id()).stream()
        .filter(entry -> !entry.isGone())
        .map(LedgerEntry::id)
        .forEach(id -> wrong.add("not proven gone: " + id));
  }

  private void duplicates(List<String> wrong) {
    int allowed = frozen ? 2 : 1;
    counted(
            universe.cloud.effects().stream()
                .filter(effect -> ONCE.contains(effect.operation()))
                .filter(effect -> !effect.target().equals(Universe.SHARED))
                .map(Verdict::name)
                .toList())
        .forEach(
            (what, times) -> {
              if (times > allowed) {
                wrong.add("made %d times: %s".formatted(times, what));
              }
            });
    counted(
            universe.runtime.launched().stream()
                .map(LaunchSpec::name)
                .map(name -> "container " + name)
                .toList())
        .forEach(
            (what, times) -> {
              if (times > allowed) {
                wrong.add("made %d times: %s".formatted(times, what));
              }
            });
  }

  private static String name(Effect effect) {
    return effect.operation() + " " + effect.target();
  }

  private static Map<String, Long> counted(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
