package io.haymaker.chaos.step;

import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.CleanupProgress;
import io.haymaker.core.cleanup.CleanupScope;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.identity.IdentityTraces;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunWorld;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Cleans up once more behind a run that is over, as the sweep does. */
final class Sweep {
  private static final int ROUNDS = 20;

  private final Universe universe;

  Sweep(Universe universe) {
    this.universe = universe;
  }

  void untilNothingIsFound() {
    var retrier = new Retrier(universe.clock, universe.clock::advance, new Random(1));
    RunWorld world = universe.world();
    var cleaner =
        new Cleaner(
            world.runtime(),
            world.inventory(),
            world.reader(),
            world.deleter(),
            new IdentityRetirer(world.directory(), world.roles(), world.secrets(), retrier),
            universe.books.ledger(),
            universe.books.journal(),
            universe.books.transactions(),
            retrier,
            universe.policy());
    List<CleanupScope.Traces> traces =
        universe.store.runs().scenarios(universe.run).stream()
            .map(
                one ->
                    new CleanupScope.Traces(
                        one.scenario(),
                        one.plan().group(),
                        one.plan().container(),
                        new IdentityTraces(one.plan().identity(), one.identity())))
            .toList();
    var scope = new CleanupScope(Universe.US, universe.run, traces);
    for (int round = 1; round <= ROUNDS; round++) {
      universe.clock.advance(Duration.ofMinutes(5));
      CleanupProgress progress =
          cleaner.round(scope, round, universe.clock.instant().plus(Duration.ofHours(1)));
      if (progress.isClean()) {
        return;
      }
    }
  }
}
