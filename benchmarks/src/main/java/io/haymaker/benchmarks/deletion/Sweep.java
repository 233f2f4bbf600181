package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.cloud.QuickCloud;
import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.testkit.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** The product's own round of cleaning, on a quick cloud with a deleter that takes its time. */
final class Sweep {
  private Sweep() {}

  /**
   * Cleans once.
   *
   * @param road from the cleanup to the cloud
   * @return how long it took
   * @throws IllegalStateException when something is left, or a deletion came before its turn
   */
  static Duration of(Chains chains, Road road) {
    var cloud = new QuickCloud((_, _) -> {});
    RunId run = RunId.random();
    CleanupScope scope = chains.plant(run, cloud.resources());
    var store = new InMemoryStore();
    Clock clock = Clock.systemUTC();
    var retrier = new Retrier(clock, Pauser.system(), new Random(1));
    var cleaner =
        new Cleaner(
            cloud.runtime(),
            cloud.resources(),
            road.reader(cloud.resources()),
            road.deleter(cloud.resources()),
            cloud.retirer(retrier),
            store.ledger(),
            store.journal(),
            store.transactions(),
            retrier,
            DeletionPolicy.STANDARD);
    long begin = System.nanoTime();
    cleaner.round(scope, 1, clock.instant().plus(Duration.ofHours(1)));
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    if (cloud.size() > 0 || cloud.resources().tooEarly() > 0) {
      throw new IllegalStateException(
          "%d things are left, %d deletions came too early"
              .formatted(cloud.size(), cloud.resources().tooEarly()));
    }
    return taken;
  }
}
