package io.haymaker.core.replica;

import io.haymaker.core.chore.Chore;
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

  /** Has the reconciler look soon; for who learns that something happened to containers. */
  public void wake() {
    books.wake(world.clock().instant());
  }
}
