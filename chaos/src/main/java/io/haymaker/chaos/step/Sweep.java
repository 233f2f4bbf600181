package io.haymaker.chaos.step;

import io.haymaker.core.cleanup.Cleaner;
import io.haymaker.core.cleanup.Graveyard;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.RunWorld;
import io.haymaker.core.sweep.Belongings;
import io.haymaker.core.sweep.BelongingsFinder;
import io.haymaker.core.sweep.OrphanSweep;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.core.sweep.RunCleanup;
import java.time.Duration;
import java.util.Random;

/** The product's own sweep, as it comes again and again behind a run that is over. */
final class Sweep {
  private static final int MOST = 20;

  private final Universe universe;

  Sweep(Universe universe) {
    this.universe = universe;
  }

  void untilNothingIsFound() {
    BelongingsFinder finder = finder();
    OrphanSweep sweep = sweep(finder);
    for (int times = 0; times < MOST; times++) {
      universe.clock.advance(SweepTimes.STANDARD.grace().plus(Duration.ofMinutes(1)));
      Belongings found = finder.of(Universe.US);
      if (found.ofRuns().isEmpty() && found.couldNotLook().isEmpty()) {
        return;
      }
      var _ = sweep.look();
    }
  }

  private BelongingsFinder finder() {
    RunWorld world = universe.world();
    return new BelongingsFinder(
        world.inventory(),
        new Graveyard(world.reader(), universe.policy().rules().types()),
        world.runtime(),
        world.directory(),
        world.roles(),
        world.secrets(),
        universe.store.ledger()::unproven);
  }

  private OrphanSweep sweep(BelongingsFinder finder) {
    RunWorld world = universe.world();
    var retrier = new Retrier(universe.clock, universe.clock::advance, new Random(1));
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
    return new OrphanSweep(
        Universe.US,
        finder,
        new RunCleanup(cleaner, universe.books.journal(), retrier, universe.policy()),
        universe.books.runs(),
        universe.books.journal(),
        SweepTimes.STANDARD,
        universe.policy().deadline(),
        universe.clock);
  }
}
