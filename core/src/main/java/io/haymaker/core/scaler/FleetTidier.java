package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clears away what has ended, and finds out what became of what was claimed and is not listed. A
 * claim ends only when its container is known not to exist.
 */
final class FleetTidier {
  /** So long a claim is its maker's business, who may be asking for the container just now. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ScalerWorld world;
  private final PassLog log;
  private final ClaimLauncher launcher;
  private final ContainerClearer clearer;
  private final SideBySide threads;

  FleetTidier(ScalerWorld world, PassLog log, ClaimLauncher launcher) {
    this.world = world;
    this.log = log;
    this.launcher = launcher;
    this.clearer = new ContainerClearer(world.runtime(), world.clock());
    this.threads = new SideBySide(world.scaler().width());
  }

  /** What is left of the fleet. */
  Fleet tidy(Fleet fleet) {
    Set<ContainerName> gone = new HashSet<>();
    threads.map(fleet.ended().toList(), view -> cleared(fleet, view)).stream()
        .flatMap(Optional::stream)
        .forEach(gone::add);
    threads.map(fleet.missing().toList(), this::settled).stream()
        .flatMap(Optional::stream)
        .forEach(gone::add);
    return fleet.without(gone);
  }

  private Optional<ContainerName> cleared(Fleet fleet, ContainerView view) {
    Outcome<Claim.End> outcome = clearer.clear(view, Optional.empty(), "");
    if (outcome instanceof Outcome.Done<Claim.End>(Claim.End end)) {
      fleet.claimOf(view).ifPresent(claim -> log.ended(claim, end));
      return Optional.of(view.handle().name());
    }
    log.problem(
        "container %s: %s".formatted(view.handle().name(), outcome.obstacle().orElseThrow()));
    return Optional.empty();
  }

  /** A listing may lag behind, so it is looked for by its name. */
  private Optional<ContainerName> settled(Claim claim) {
    if (claim.claimedAt().plus(FRESH).isAfter(world.clock().instant())) {
      return Optional.empty();
    }
    return switch (world.runtime().find(claim.container())) {
      case Look.Found<ContainerView> _ -> Optional.empty();
      case Look.CouldNotLook<ContainerView>(Problem problem) -> {
        log.problem("container %s: %s".formatted(claim.container(), problem));
        yield Optional.empty();
      }
      case Look.Absent<ContainerView> _ -> {
        if (claim.launchedAt().isPresent()) {
          log.ended(
              claim,
              new Claim.End(
                  world.clock().instant(),
                  Claim.How.VANISHED,
                  "somebody else removed it",
                  "the log went with it"));
          yield Optional.of(claim.container());
        }
        // Nobody knows whether it was ever asked for. Asked again under the same name it is one.
        yield launcher.launch(claim) ? Optional.empty() : Optional.of(claim.container());
      }
    };
  }

  /** The fleet as a pass would leave it that went well, for who only looks. */
  static Fleet tidied(Fleet fleet) {
    List<ContainerName> ended = fleet.ended().map(view -> view.handle().name()).toList();
    return fleet.without(Set.copyOf(ended));
  }
}
