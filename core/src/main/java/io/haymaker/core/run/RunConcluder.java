package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import java.util.ArrayList;
import java.util.List;

/** Draws the conclusion of a run from its audit. Pure. What could not be seen is never clean. */
final class RunConcluder {
  private RunConcluder() {}

  static Conclusion conclude(Run run, List<ScenarioRun> scenarios, AuditReport audit) {
    if (audit.remaining() > 0) {
      return new Conclusion.Failed(
          Conclusion.Reason.LEFTOVERS,
          audit.remaining() == 1
              ? "1 thing remains; it is listed in the report."
              : audit.remaining() + " things remain; they are listed in the report.");
    }
    var unseen = new ArrayList<>(audit.couldNotLook());
    run.cleanup().map(CleanupProgress::couldNotLook).ifPresent(unseen::addAll);
    run.cleanup().map(CleanupProgress::remaining).ifPresent(unseen::addAll);
    if (!unseen.isEmpty()) {
      return new Conclusion.Failed(
          Conclusion.Reason.COULD_NOT_LOOK,
          "Absence is not proven: %d looks failed, the first: %s"
              .formatted(unseen.size(), unseen.getFirst()));
    }
    boolean someRan = scenarios.stream().anyMatch(scenario -> scenario.startedAt().isPresent());
    if (!someRan && !run.isCancelled()) {
      return new Conclusion.Failed(
          Conclusion.Reason.NOTHING_PROVISIONED,
          "No scenario could be provisioned"
              + scenarios.stream()
                  .flatMap(scenario -> scenario.failure().stream())
                  .findFirst()
                  .map("; the first failed with "::concat)
                  .orElse(""));
    }
    return new Conclusion.Completed();
  }
}
