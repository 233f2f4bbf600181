package io.haymaker.core.run;

import io.haymaker.core.alert.Alert;
import io.haymaker.core.audit.AuditReport;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.ownership.InstallationId;
import java.util.ArrayList;
import java.util.Optional;

/** Decides whether somebody has to be told how a run ended. Pure. */
final class CleanupAlerts {
  private CleanupAlerts() {}

  /** Empty when the run is proven clean, or failed for a reason that leaves nothing behind. */
  static Optional<Alert> of(
      InstallationId installation, Run run, Conclusion conclusion, AuditReport audit) {
    return switch (conclusion) {
      case Conclusion.Completed _ -> Optional.empty();
      case Conclusion.Failed failed ->
          switch (failed.reason()) {
            case VALIDATION, NOTHING_PROVISIONED -> Optional.empty();
            case LEFTOVERS, COULD_NOT_LOOK -> Optional.of(alert(installation, run, failed, audit));
          };
    };
  }

  private static Alert alert(
      InstallationId installation, Run run, Conclusion.Failed failed, AuditReport audit) {
    var unseen = new ArrayList<>(audit.couldNotLook());
    run.cleanup().map(CleanupProgress::couldNotLook).ifPresent(unseen::addAll);
    return new Alert(
        Alert.idOf(installation, run.id()),
        audit.at(),
        installation,
        run.id(),
        failed.reason().wireName(),
        failed.message(),
        audit.everything(),
        unseen.stream().distinct().toList());
  }
}
