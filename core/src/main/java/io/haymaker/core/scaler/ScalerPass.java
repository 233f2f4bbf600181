package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One look of a scaler at containers and messages, and what it does about them. Passes at the same
 * time do no harm: what a message is given is claimed in the database first, under a name that all
 * of them derive alike.
 */
public final class ScalerPass {
  /** Of so many messages that wait in vain a pass tells. */
  private static final int SHOWN = 250;

  private final ScalerWorld world;
  private final Scaler scaler;
  private final Optional<OrphanSuspects> suspects;

  /** A pass by itself: it waits until orphans are confirmed. */
  public ScalerPass(ScalerWorld world) {
    this(world, Optional.empty());
  }

  /**
   * One of many, which waits for nothing: later ones confirm orphans.
   *
   * @param suspects of the passes before; changed
   */
  ScalerPass(ScalerWorld world, OrphanSuspects suspects) {
    this(world, Optional.of(suspects));
  }

  private ScalerPass(ScalerWorld world, Optional<OrphanSuspects> suspects) {
    this.world = world;
    this.scaler = world.scaler();
    this.suspects = suspects;
  }

  /** Looks, and acts. On return nothing that it began is in flight. */
  public PassReport run() {
    var log = new PassLog(world);
    return with(
        world.containers(),
        log,
        found -> {
          Fleet fleet = new FleetTidier(world, log).tidy(found);
          ScalerPlan plan = plan(fleet, log, SHOWN);
          launch(plan, fleet, log);
          removeOrphans(plan, fleet, log);
          return log.report(plan, fleet.alive());
        });
  }

  /**
   * Makes containers for messages, and nothing else: no states are read, nothing is cleared away.
   * What has ended takes up its room.
   */
  PassReport serve() {
    var log = new PassLog(world);
    return with(
        world.glance(),
        log,
        fleet -> {
          ScalerPlan plan = plan(fleet, log, SHOWN);
          launch(plan, fleet, log);
          return log.report(plan, fleet.alive());
        });
  }

  /** Looks, and changes nothing: what a pass would do now. */
  public PassReport preview() {
    return preview(SHOWN);
  }

  /**
   * The same.
   *
   * @param shown of how many messages that are not served yet it tells, where so many wait and all
   *     that are served wait in front of them
   */
  public PassReport preview(int shown) {
    var log = new PassLog(world);
    return with(
        world.containers(),
        log,
        found -> {
          Fleet fleet = FleetTidier.tidied(found);
          return log.report(plan(fleet, log, shown), fleet.alive());
        });
  }

  private PassReport with(
      Listing<ContainerView> listed, PassLog log, Function<Fleet, PassReport> pass) {
    if (!(listed instanceof Listing.Complete<ContainerView>(List<ContainerView> all))) {
      // Without it nobody knows how much room there is, or which messages have a container.
      listed.items(problem -> log.problem("containers could not be listed: " + problem));
      return log.report(new ScalerPlan(List.of(), Optional.empty()), 0);
    }
    // Claims are read after the listing: what is claimed later is of no concern to it.
    return pass.apply(new Fleet(all, world.claims().live(scaler.name())));
  }

  private void launch(ScalerPlan plan, Fleet fleet, PassLog log) {
    plan.decisions().forEach(decision -> report(decision, log));
    var tally = new LaunchTally(scaler.rules().attempts().first());
    Optional<String> servedBefore = world.claims().memory(scaler.name()).lastServed();
    int most = scaler.capacity() - fleet.strangers();
    Optional<String> lastServed =
        new ClaimLauncher(world, fleet, log, tally).launch(plan, most, servedBefore);
    world
        .transactions()
        .run(
            () ->
                world
                    .claims()
                    .remember(
                        scaler.name(),
                        tally.remembered(
                            world.claims().memory(scaler.name()),
                            lastServed,
                            world.clock().instant())));
  }

  private void removeOrphans(ScalerPlan plan, Fleet fleet, PassLog log) {
    if (scaler.orphans().delete()) {
      var orphans = new OrphanRemover(world, log);
      suspects.ifPresentOrElse(
          kept -> orphans.check(fleet, seen(plan), kept), () -> orphans.remove(fleet, seen(plan)));
    }
  }

  private static void report(Decision decision, PassLog log) {
    switch (decision.verdict()) {
      case Verdict.Refused(Problem problem) -> log.refused(decision.message(), problem);
      case Verdict.Poison(int attempts) -> log.poison(decision.message(), attempts);
      case Verdict.Start _, Verdict.Served _, Verdict.Waits _ -> {}
    }
  }

  private ScalerPlan plan(Fleet fleet, PassLog log, int shown) {
    List<QueueDepth> depths =
        world
            .queues()
            .subscriptions()
            .items(problem -> log.problem("subscriptions could not be listed: " + problem))
            .stream()
            .filter(depth -> !scaler.skipped().contains(depth.subscription()))
            .toList();
    ClaimStore.Memory memory = world.claims().memory(scaler.name());
    var snapshot =
        new ScalerSnapshot(
            depths.stream().map(QueueDepth::subscription).toList(),
            memory.lastServed(),
            Math.max(0, scaler.capacity() - fleet.alive()),
            memory.paused(),
            memory.hold(),
            world.clock().instant());
    Function<MessageKey, Optional<ContainerName>> workers = fleet.workers();
    var supply =
        new PagedSupply(
            world.queues(),
            scaler.page(),
            snapshot.inTurn(),
            scaler.width(),
            keys -> histories(workers, keys));
    ScalerPlan plan =
        new ScalerPlanner(scaler.rules()).plan(snapshot, supply, fleet.alive() + shown);
    log.unread(depths.stream().mapToLong(supply::unread).sum());
    supply.problems().stream().map(Problem::toString).forEach(log::problem);
    return plan;
  }

  /** What is recorded, and containers of which nothing is recorded: an older scaler's. */
  private Map<MessageKey, History> histories(
      Function<MessageKey, Optional<ContainerName>> workers, List<MessageKey> keys) {
    var histories = new HashMap<>(world.claims().histories(scaler.name(), keys));
    for (MessageKey key : keys) {
      History known = histories.getOrDefault(key, History.NONE);
      if (known.live().isEmpty()) {
        workers
            .apply(key)
            .map(ContainerName::value)
            .ifPresent(live -> histories.put(key, known.servedBy(live)));
      }
    }
    return histories;
  }

  private static Map<String, Set<Long>> seen(ScalerPlan plan) {
    var places = new HashMap<String, Set<Long>>();
    for (Decision decision : plan.decisions()) {
      places
          .computeIfAbsent(decision.message().subscription(), _ -> new HashSet<>())
          .add(decision.message().sequenceNumber());
    }
    return places;
  }
}
