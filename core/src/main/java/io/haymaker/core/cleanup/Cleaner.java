package io.haymaker.core.cleanup;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.event.Journal;
import io.haymaker.core.identity.IdentityRetirer;
import io.haymaker.core.outcome.Remains;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.Ledger;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.store.Transactions;
import java.time.Instant;

/**
 * One round of cleaning up after a run: containers, so that nothing more is made; then resources;
 * identities last. Every part is tried whatever became of the one before. Rounds may be repeated at
 * will, and by another process: each begins with a new look.
 */
public final class Cleaner {
  private final ContainerSweeper containers;
  private final ResourceSweeper resources;
  private final IdentityRetirer identities;
  private final Retrier retrier;

  public Cleaner(
      ContainerRuntime runtime,
      Inventory inventory,
      ResourceReader reader,
      ResourceDeleter deleter,
      IdentityRetirer identities,
      Ledger ledger,
      Journal journal,
      Transactions transactions,
      Retrier retrier,
      DeletionPolicy policy) {
    var threads = new SideBySide(policy.width());
    this.containers = new ContainerSweeper(runtime, retrier, threads, policy);
    this.resources =
        new ResourceSweeper(
            new Lookout(inventory, reader, policy.rules().types(), threads),
            new DeletionExecutor(
                deleter, reader, new GroupDoor(reader, policy.rules()), journal, retrier, policy),
            ledger,
            journal,
            transactions,
            retrier,
            policy);
    this.identities = identities;
    this.retrier = retrier;
  }

  /**
   * Cleans once.
   *
   * @param round 1 for the first
   * @param deadline after which nothing more is retried
   */
  public CleanupProgress round(CleanupScope scope, int round, Instant deadline) {
    Remains remains = containers.sweep(scope, deadline);
    remains.addAll(resources.sweep(scope, deadline));
    remains.addAll(
        identities.retire(
            scope.installation(),
            scope.run(),
            scope.scenarios().stream().map(CleanupScope.Traces::identity).toList(),
            true,
            deadline));
    return new CleanupProgress(
        round, retrier.now(), remains.remaining(), remains.couldNotLook(), remains.isStuck());
  }
}
