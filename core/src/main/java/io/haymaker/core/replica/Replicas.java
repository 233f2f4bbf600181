package io.haymaker.core.replica;

/** All that works on managed containers in this process, and shares what it knows of pulls. */
public final class Replicas {
  private final ContainerService service;

  public Replicas(ReplicaBooks books, ReplicaWorld world) {
    var log = new ReplicaLog(books.journal(), world.clock());
    var supply = new ImageSupply(world.engine(), log, world.clock());
    var names = new ReplicaNames(world.installation());
    this.service = new ContainerService(books, world, supply, names);
  }

  public ContainerService service() {
    return service;
  }
}
