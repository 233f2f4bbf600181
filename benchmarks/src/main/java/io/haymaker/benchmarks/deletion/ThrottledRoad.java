package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.cloud.QuickResources;
import io.haymaker.core.limit.Budget;
import io.haymaker.core.limit.Limiter;
import io.haymaker.core.limit.LocalBank;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.resource.SoftDeleted;
import io.haymaker.core.retry.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls wait at the product's limiter, with the budgets that it has in production, before a cloud
 * that counts its own tokens and refuses who has none. Source of the numbers: ARM's documentation
 * of its token buckets per subscription and principal.
 */
final class ThrottledRoad implements Road {
  private static final Budget ARM_READS = new Budget("arm/reads", 250, 25);
  private static final Budget ARM_DELETES = new Budget("arm/deletes", 200, 10);
  private static final Budget OUR_READS = new Budget("reads", 237, 25);
  private static final Budget OUR_DELETES = new Budget("deletes", 190, 10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LocalBank arm;
  private final Limiter limiter;
  private final Duration each;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger deletes = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  ThrottledRoad(Duration each, Clock clock) {
    this.arm = new LocalBank(clock);
    this.limiter = new Limiter(new LocalBank(clock), clock, Pauser.system());
    this.each = each;
  }

  /** What the buckets let nobody undercut, when all looks come before all deletions. */
  double boundSeconds() {
    return bound(reads.get(), ARM_READS) + bound(deletes.get(), ARM_DELETES);
  }

  private static double bound(int calls, Budget bucket) {
    return Math.max(0, calls - bucket.size()) / bucket.perSecond();
  }

  /** How often the cloud had no token for a call. */
  int refusals() {
    return refusals.get();
  }

  @Override
  public ResourceReader reader(QuickResources cloud) {
    return new ResourceReader() {
      @Override
      public Look<Resource> read(ResourceId id) {
        return mayCall(OUR_READS, ARM_READS, reads)
            ? cloud.read(id)
            : Look.couldNotLook("429", "too many requests");
      }

      @Override
      public Listing<Resource> contents(ResourceId group) {
        return list(() -> cloud.contents(group));
      }

      @Override
      public Listing<Resource> locks(ResourceId group) {
        return list(() -> cloud.locks(group));
      }

      @Override
      public Listing<SoftDeleted> softDeleted() {
        return list(cloud::softDeleted);
      }
    };
  }

  private <T> Listing<T> list(Supplier<Listing<T>> call) {
    return mayCall(OUR_READS, ARM_READS, reads)
        ? call.get()
        : Listing.couldNotLook("429", "too many requests");
  }

  @Override
  public ResourceDeleter deleter(QuickResources cloud) {
    ResourceDeleter slow = Road.slow(each).deleter(cloud);
    return (id, follow) ->
        mayCall(OUR_DELETES, ARM_DELETES, deletes)
            ? slow.delete(id, follow)
            : Outcome.busy("429", "too many requests");
  }

  private boolean mayCall(Budget ours, Budget theirs, AtomicInteger calls) {
    if (!limiter.take(ours, PATIENCE)) {
      return false;
    }
    calls.incrementAndGet();
    boolean taken = arm.borrow(theirs, 1, 0).tokens() > 0;
    if (!taken) {
      refusals.incrementAndGet();
      limiter.refused(ours, Duration.ofSeconds(1));
    }
    return taken;
  }
}
