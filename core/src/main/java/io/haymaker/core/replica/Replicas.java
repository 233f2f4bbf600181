package io.haymaker.core.replica;

import io.haymaker.core.chore.Chore;
import io.haymaker.core.engine.EngineEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/** All that works on managed containers in this process, sharing what it knows of pulls. */
public final class Replicas {
  private final ContainerService service;
  private final ReplicaReconciler reconciler;
  private final ReplicaBooks books;
  private final ReplicaWorld world;

  public Replicas(ReplicaBooks books, ReplicaWorld world) {
    this(books, world, task -> Thread.ofVirtual().name("pull").start(task));
  }

  /**
   * The same.
   *
   * @param threads on which images are pulled
   */
  public Replicas(ReplicaBooks books, ReplicaWorld world, Executor threads) {
    var log = new ReplicaLog(books.journal(), world.clock());
    var supply = new ImageSupply(world.engine(), log, threads, world.clock());
    var names = new ReplicaNames(world.installation());
    this.books = books;
    this.world = world;
    this.reconciler = new ReplicaReconciler(books, world, supply, names);
    this.service = new ContainerService(books, world, supply, names);
  }

  public ContainerService service() {
    return service;
  }

  /** The chore that keeps to what is wanted. */
  public Chore reconciler() {
    return reconciler;
  }

  /** What the reconciler came to. */
  public ReplicaTally tally() {
    return reconciler.tally();
  }

  /**
   * Has the reconciler look: at once when a container ended or went, which may have to be replaced;
   * a little later at what began, which we most often did ourselves.
   */
  public void happened(List<EngineEvent> events) {
    Instant now = world.clock().instant();
    if (events.stream().anyMatch(Replicas::isLoss)) {
      books.wake(now);
    } else {
      books.wakeAfterDeed(now);
    }
  }

  private static boolean isLoss(EngineEvent event) {
    return switch (event.kind()) {
      case STOP, REMOVE -> true;
      case CREATE, START -> false;
    };
  }
}
