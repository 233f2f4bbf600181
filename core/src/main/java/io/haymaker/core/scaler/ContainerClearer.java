package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes containers and proves that they have gone. Their last words are on record before anything
 * is removed, so that whoever dies in between loses none of them.
 */
final class ContainerClearer {
  static final int LOG_LINES = 20;
  private static final Duration FOLLOW = Duration.ofMinutes(2);

  /** How often a log that cannot be read now is asked for. */
  private static final Backoff READING =
      new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final ScalerWorld world;
  private final ContainerRuntime runtime;
  private final PassLog log;

  ContainerClearer(ScalerWorld world, PassLog log) {
    this.world = world;
    this.runtime = world.runtime();
    this.log = log;
  }

  /**
   * Removes one, and ends its claim.
   *
   * @param claim empty for a container of which nothing is recorded: the journal alone hears of it
   * @param how overrides what the container's state says, where given
   * @return false when it is not proven gone: a later pass tries again
   */
  boolean cleared(
      ContainerView view, Optional<Claim> claim, Optional<Claim.How> how, String reason) {
    ContainerHandle handle = view.handle();
    Outcome<String> read =
        world.retrier().ask(READING, Instant.MAX, () -> runtime.logs(handle, LOG_LINES));
    var end =
        new Claim.End(
            world.clock().instant(),
            how.orElseGet(() -> how(view.state())),
            reason.isEmpty() ? reason(view.state()) : reason,
            // That it cannot be read keeps nothing alive.
            read instanceof Outcome.Done<String>(String lines)
                ? lines
                : "the log could not be read: " + read.obstacle().orElseThrow());
    if (claim.isPresent()) {
      world.claims().note(claim.get(), end, read.isDone());
    } else if (read.isDone() || world.naming().claimOf(view, end.at()).isEmpty()) {
      // Else another pass has just cleared it away.
      log.stranger(view, end);
    }
    Outcome<Boolean> gone = runtime.destroy(handle, FOLLOW).then(_ -> proven(handle));
    gone.obstacle()
        .ifPresent(problem -> log.problem("container %s: %s".formatted(handle.name(), problem)));
    if (gone.isDone()) {
      claim.ifPresent(known -> log.ended(known, end));
    }
    return gone.isDone();
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
