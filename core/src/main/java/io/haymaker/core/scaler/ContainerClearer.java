package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Removes containers, their last words saved first, and proves that they have gone. */
final class ContainerClearer {
  static final int LOG_LINES = 20;
  private static final Duration FOLLOW = Duration.ofMinutes(2);

  private final ContainerRuntime runtime;
  private final Clock clock;

  ContainerClearer(ContainerRuntime runtime, Clock clock) {
    this.runtime = runtime;
    this.clock = clock;
  }

  /**
   * @param how overrides what the container's state says, where given
   * @return the end of its claim; refused, busy or unknown while it is not proven gone
   */
  Outcome<Claim.End> clear(ContainerView view, Optional<Claim.How> how, String reason) {
    ContainerHandle handle = view.handle();
    // Read before it is removed; that it cannot be read keeps nothing alive.
    Outcome<String> read = runtime.logs(handle, LOG_LINES);
    String log =
        read instanceof Outcome.Done<String>(String lines)
            ? lines
            : "the log could not be read: " + read.obstacle().orElseThrow();
    Outcome<Removal> removed = runtime.destroy(handle, FOLLOW);
    return removed
        .then(_ -> proven(handle))
        .map(
            _ ->
                new Claim.End(
                    clock.instant(),
                    how.orElseGet(() -> how(view.state())),
                    reason.isEmpty() ? reason(view.state()) : reason,
                    log));
  }

  private Outcome<Boolean> proven(ContainerHandle handle) {
    return switch (runtime.inspect(handle)) {
      case Look.Absent<ContainerView> _ -> Outcome.done(true);
      case Look.Found<ContainerView> _ ->
          Outcome.busy("StillThere", "%s is still there".formatted(handle.name()));
      case Look.CouldNotLook<ContainerView> failed ->
          new Outcome.Busy<>(failed.problem(), Optional.empty());
    };
  }

  private static Claim.How how(ContainerState state) {
    return state instanceof ContainerState.Succeeded ? Claim.How.SUCCEEDED : Claim.How.FAILED;
  }

  private static String reason(ContainerState state) {
    return switch (state) {
      case ContainerState.Failed(String words) -> words;
      case ContainerState.Stopped _ -> "it was stopped";
      case ContainerState.Lost _ -> "its runtime has forgotten it";
      case ContainerState.Succeeded _, ContainerState.Starting _, ContainerState.Running _ -> "";
    };
  }
}
