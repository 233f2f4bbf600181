package io.haymaker.core.scaler;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.ClaimAhead.Wanted;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Claims messages and has their containers made, several at a time. */
final class ClaimLauncher {
  /** Who was held up so long leaves a claim to the others, well before they give it up for lost. */
  private static final Duration LATEST = FleetTidier.FRESH.minusSeconds(20);

  private final ScalerWorld world;
  private final Set<ContainerName> taken;
  private final PassLog log;
  private final LaunchTally tally;
  private final ScalerContainers naming;
  private final MessageConfirmer confirmer;

  /**
   * @param fleet listed before anything is claimed
   */
  ClaimLauncher(ScalerWorld world, Fleet fleet, PassLog log, LaunchTally tally) {
    this.world = world;
    this.taken = fleet.names();
    this.log = log;
    this.tally = tally;
    this.naming = world.naming();
    this.confirmer = new MessageConfirmer(world.queues(), world.scaler().page(), world.clock());
  }

  /** What became of a message that was to get a container. */
  private enum Result {
    STARTED,
    TRIED,
    LEFT
  }

  /**
   * @param most how many live claims there may be
   * @return the subscription that was served last: the last that got a container; if none did, the
   *     first that was tried, so that nobody is tried for ever before all the others
   */
  Optional<String> launch(ScalerPlan plan, int most, Optional<String> servedBefore) {
    List<Wanted> wanted =
        plan.decisions().stream().flatMap(decision -> wanted(decision).stream()).toList();
    var claims = new ClaimAhead(world, wanted, most);
    List<Integer> turns = IntStream.range(0, wanted.size()).boxed().toList();
    List<Result> results =
        new SideBySide(world.scaler().width()).map(turns, turn -> start(claims, turn));
    log.settle();
    var started = new ArrayList<String>();
    var tried = new ArrayList<String>();
    for (int i = 0; i < results.size(); i++) {
      String subscription = wanted.get(i).key().subscription();
      switch (results.get(i)) {
        case STARTED -> started.add(subscription);
        case TRIED -> tried.add(subscription);
        case LEFT -> {}
      }
    }
    if (!started.isEmpty()) {
      return Optional.of(started.getLast());
    }
    return tried.isEmpty() ? servedBefore : Optional.of(tried.getFirst());
  }

  private static Optional<Wanted> wanted(Decision decision) {
    return decision.verdict() instanceof Verdict.Start start
        ? decision.message().key().map(key -> new Wanted(decision.message(), key, start))
        : Optional.empty();
  }

  private Result start(ClaimAhead claims, int turn) {
    if (tally.isHeld()) {
      claims.leave(turn).ifPresent(world.claims()::withdraw);
      return Result.LEFT;
    }
    // Another pass at the same time may have been quicker, or have used up the room.
    return claims.claim(turn).map(this::launched).orElse(Result.LEFT);
  }

  private Result launched(Claim claim) {
    if (tally.isHeld() || !isStillThere(claim)) {
      world.claims().withdraw(claim);
      return Result.LEFT;
    }
    if (claim.claimedAt().plus(LATEST).isBefore(world.clock().instant())) {
      return Result.LEFT;
    }
    Outcome<ContainerHandle> outcome = asked(naming.spec(claim));
    tally.count(outcome);
    return switch (outcome) {
      case Outcome.Done<ContainerHandle> _ -> {
        log.started(claim.launched(world.clock().instant()));
        yield Result.STARTED;
      }
      case Outcome.Refused<ContainerHandle>(Problem problem) -> {
        log.ended(
            claim,
            new Claim.End(
                world.clock().instant(), Claim.How.REFUSED, problem.toString(), "it never ran"));
        yield Result.TRIED;
      }
      case Outcome.Busy<ContainerHandle>(Problem problem, _) -> {
        log.problem("container %s: %s".formatted(claim.container(), problem));
        world.claims().withdraw(claim);
        yield Result.TRIED;
      }
      // Possibly made: the claim stays, and a later pass looks for it.
      case Outcome.Unknown<ContainerHandle>(Problem problem) -> {
        log.problem("container %s: %s".formatted(claim.container(), problem));
        yield Result.TRIED;
      }
    };
  }

  /** A name is claimed by one at a time, and given up only when nothing was made under it. */
  private Outcome<ContainerHandle> asked(LaunchSpec spec) {
    return taken.contains(spec.name())
        ? world.runtime().launch(spec)
        : world.runtime().launchNew(spec);
  }

  private boolean isStillThere(Claim claim) {
    if (!world.scaler().confirm()) {
      return true;
    }
    return switch (confirmer.isThere(claim.key().subscription(), claim.sequenceNumber())) {
      case Look.Found<Boolean>(Boolean there) -> there;
      case Look.Absent<Boolean> _ -> false;
      case Look.CouldNotLook<Boolean>(Problem problem) -> {
        log.problem("message %s: %s".formatted(claim.key(), problem));
        yield false;
      }
    };
  }
}
