package io.haymaker.core.replica;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the engine agree with what is wanted. It goes by what the engine lists and keeps nothing of
 * it between two looks. Any number of processes may look at the same time: what is begun has a name
 * that can be had once, what is ended is ended by its id.
 */
final class ReplicaReconciler implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaReconciler.class);

  /** An engine that is away is asked again soon. */
  private static final Duration BLIND = Duration.ofSeconds(2);

  /** After something was done it is looked at again, also when no event tells of it. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private static final int IMAGES_AT_ONCE = 16;

  private final ReplicaBooks books;
  private final ReplicaWorld world;
  private final ImageSupply supply;
  private final ReplicaPlanner planner;
  private final ReplicaHands hands;
  private final Scaling scaling;
  private final ReplicaLog log;
  private final Clock clock;
  private final ReplicaTally tally = new ReplicaTally();
  private volatile boolean blind;

  ReplicaReconciler(
      ReplicaBooks books, ReplicaWorld world, ImageSupply supply, ReplicaNames names) {
    this.books = books;
    this.world = world;
    this.supply = supply;
    this.planner = new ReplicaPlanner(names);
    this.hands = new ReplicaHands(world);
    this.clock = world.clock();
    this.log = new ReplicaLog(books.journal(), clock);
    this.scaling = new Scaling(books, world.settings().autoscale(), log);
  }

  @Override
  public String name() {
    return ReplicaBooks.CHORE;
  }

  @Override
  public Instant look() {
    Instant began = clock.instant();
    return switch (world.engine().instances()) {
      case Listing.CouldNotLook<Instance>(Problem problem) -> {
        sayBlind(problem);
        yield clock.instant().plus(BLIND);
      }
      case Listing.Complete<Instance>(List<Instance> items) -> {
        blind = false;
        yield agree(items, began);
      }
    };
  }

  private Instant agree(List<Instance> instances, Instant began) {
    var decision = books.transactions().call(() -> decide(instances, began));
    ReplicaPlan plan = decision.plan();
    tally.count(decision.before(), plan.setbacks());
    if (plan.works().isEmpty()) {
      return plan.nextLook();
    }
    new SideBySide(IMAGES_AT_ONCE)
        .map(
            plan.works(),
            work -> {
              perform(work, began);
              return work;
            });
    Instant soon = clock.instant().plus(AFTERMATH);
    return plan.nextLook().isBefore(soon) ? plan.nextLook() : soon;
  }

  /** What is to be done, and what was remembered before. */
  private record Decision(ReplicaPlan plan, List<Setback> before) {}

  ReplicaTally tally() {
    return tally;
  }

  private Decision decide(List<Instance> instances, Instant began) {
    ReplicaStore store = books.replicas();
    store.lock();
    scaling.follow(began);
    List<Setback> before = store.setbacks();
    ReplicaPlan plan =
        planner.plan(
            new ReplicaSnapshot(store.images(), instances, store.intents(), before, began));
    plan.setbacks().forEach(this::remember);
    plan.forgiven().forEach(store::forgive);
    plan.settled().forEach(store::drop);
    return new Decision(plan, before);
  }

  private void remember(Setback setback) {
    books.replicas().put(setback);
    if (setback.failures() > 0) {
      log.warning(
          setback.isLoop() ? "replica_crash_looping" : "replica_failed",
          setback.image(),
          "%s; failure %d in a row, next try at %s"
              .formatted(setback.reason(), setback.failures(), setback.notBefore()));
    }
  }

  private void perform(ReplicaPlan.Work work, Instant began) {
    if (!work.filling().isEmpty() && supply.isUnderWay(work.image())) {
      // Nothing can be begun before the image is there; then there is another look.
      report(hands.perform(new ReplicaPlan.Work(work.image(), work.clearing(), List.of()), began));
      return;
    }
    report(hands.perform(work, began));
  }

  private void report(ReplicaHands.Report report) {
    if (report.lacksImage()) {
      supply.fetchAside(report.image(), outcome -> fetched(report.image(), outcome));
    }
    if (report.deeds().isEmpty() && report.failure().isEmpty()) {
      return;
    }
    books
        .transactions()
        .run(
            () -> {
              report.deeds().forEach(deed -> log.info("replica_deed", report.image(), deed));
              report.failure().ifPresent(reason -> setBack(report.image(), reason));
            });
  }

  private void fetched(String image, Outcome<Image> outcome) {
    try {
      books
          .transactions()
          .run(
              () -> {
                outcome
                    .obstacle()
                    .ifPresent(problem -> setBack(image, "could not pull it: " + problem));
                books.wake(clock.instant());
              });
    } catch (RuntimeException e) {
      // The next look finds what there is.
      LOG.atWarn().setCause(e).addKeyValue("image", image).log("a pull's end was not recorded");
    }
  }

  private void setBack(String image, String reason) {
    ReplicaStore store = books.replicas();
    store.lock();
    if (store.image(image).isEmpty()) {
      return;
    }
    Optional<Setback> known =
        store.setbacks().stream().filter(back -> back.image().equals(image)).findFirst();
    remember(CrashRules.afterFailure(image, known, reason, clock.instant()));
  }

  /** Once for each time that it is away. */
  private void sayBlind(Problem problem) {
    if (!blind) {
      LOG.atWarn()
          .addKeyValue("problem", problem)
          .log("the engine does not list its containers; nothing is done about them");
    }
    blind = true;
  }
}
