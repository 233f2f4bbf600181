package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over what nobody recorded, clears away what has ended, and finds out what became of what
 * was claimed and is not listed. A claim ends only when its container is known not to exist.
 */
final class FleetTidier {
  /**
   * So long a claim is its maker's business, who may be asking for the container just now, unless
   * the container was seen to run.
   */
  static final Duration FRESH = Duration.ofMinutes(1);

  private final ScalerWorld world;
  private final PassLog log;
  private final ContainerClearer clearer;
  private final SideBySide threads;

  FleetTidier(ScalerWorld world, PassLog log) {
    this.world = world;
    this.log = log;
    this.clearer = new ContainerClearer(world, log);
    this.threads = new SideBySide(world.scaler().width());
  }

  /** What is left of the fleet. */
  Fleet tidy(Fleet found) {
    Fleet fleet = recorded(found);
    Set<ContainerName> gone = new HashSet<>();
    threads.map(fleet.ended().toList(), view -> cleared(fleet, view)).stream()
        .flatMap(Optional::stream)
        .forEach(gone::add);
    threads.map(fleet.missing().toList(), this::settled).stream()
        .flatMap(Optional::stream)
        .forEach(gone::add);
    return fleet.without(gone);
  }

  /**
   * The same containers, each with its claim: also those of which a lost database, or a request
   * that took effect after it was given up, left none.
   */
  private Fleet recorded(Fleet fleet) {
    var claims = new ArrayList<>(fleet.claimed());
    var began = new ArrayList<Claim>();
    for (ContainerView view : fleet.listed()) {
      Optional<Claim> known = fleet.claimOf(view);
      if (known.isPresent()) {
        seen(known.get());
        known
            .filter(claim -> claim.beganAt().isEmpty())
            .flatMap(claim -> runsSince(view).map(claim::began))
            .ifPresent(began::add);
      } else {
        world
            .naming()
            .claimOf(view, world.clock().instant())
            .filter(world.claims()::claim)
            .ifPresent(
                claim -> {
                  claims.add(claim);
                  seen(claim);
                });
      }
    }
    log.began(began);
    return new Fleet(fleet.listed(), claims);
  }

  /** As its runtime tells; of one that does not tell, since now. */
  private Optional<Instant> runsSince(ContainerView view) {
    return view.facts()
        .startedAt()
        .or(
            () ->
                view.state() instanceof ContainerState.Running
                    ? Optional.of(world.clock().instant())
                    : Optional.empty());
  }

  /** The answer to its launch may have been lost. */
  private void seen(Claim claim) {
    if (claim.launchedAt().isEmpty()) {
      log.started(claim.launched(world.clock().instant()));
    }
  }

  private Optional<ContainerName> cleared(Fleet fleet, ContainerView view) {
    return clearer.cleared(view, fleet.claimOf(view), Optional.empty(), "")
        ? Optional.of(view.handle().name())
        : Optional.empty();
  }

  /** A listing may lag behind, so it is looked for by its name. */
  private Optional<ContainerName> settled(Claim claim) {
    boolean fresh = claim.claimedAt().plus(FRESH).isAfter(world.clock().instant());
    if (fresh && claim.beganAt().isEmpty()) {
      return Optional.empty();
    }
    return switch (world.runtime().find(claim.container())) {
      case Look.Found<ContainerView> _ -> {
        seen(claim);
        yield Optional.empty();
      }
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
        } else {
          // Never made. Should a request be under way yet, the next one bears the same name.
          world.claims().withdraw(claim);
        }
        yield Optional.of(claim.container());
      }
    };
  }

  /** The fleet as a pass would leave it that went well, for who only looks. */
  static Fleet tidied(Fleet fleet) {
    List<ContainerName> ended = fleet.ended().map(view -> view.handle().name()).toList();
    return fleet.without(Set.copyOf(ended));
  }
}
