package io.haymaker.core.replica;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import java.time.Instant;

/**
 * Ends containers that somebody does not want any more. What is wanted is recorded first: when the
 * effect fails the reconciler goes on with it.
 */
final class Stopper {
  private final ReplicaBooks books;
  private final ReplicaWorld world;
  private final ContainerReader reader;
  private final ReplicaLog log;

  Stopper(ReplicaBooks books, ReplicaWorld world, ContainerReader reader) {
    this.books = books;
    this.world = world;
    this.reader = reader;
    this.log = new ReplicaLog(books.journal(), world.clock());
  }

  Reply<Instance> stop(String image, String instance) {
    return reader
        .ours(instance)
        .then(found -> ofImage(found, image))
        .then(
            found -> {
              record(found, Intent.Kind.STOP);
              Outcome<Removal> stopped =
                  world.engine().stop(found.id(), world.settings().stopGrace());
              return Reply.of(stopped.at("it will be stopped")).map(_ -> found);
            });
  }

  Reply<Removed> delete(String idOrName, boolean force) {
    return reader.ours(idOrName).then(found -> delete(found, force));
  }

  Reply<Removed> delete(String image, String instance, boolean force) {
    return reader
        .ours(instance)
        .then(found -> ofImage(found, image))
        .then(found -> delete(found, force));
  }

  private Reply<Removed> delete(Instance found, boolean force) {
    if (found.isRunning() && !force) {
      return Reply.conflict(
          ContainerService.RUNNING,
          "container %s is running; stop it first or give force".formatted(found.name()));
    }
    record(found, Intent.Kind.DELETE);
    // The intent stays for a while: a reconciler that listed the container before and reads what is
    // wanted after this must not count it, and take another for one too many.
    Outcome<Removal> removed = world.engine().remove(found.id());
    return Reply.of(removed.at("it will be removed"))
        .map(_ -> new Removed(found.id(), found.name(), found.image()));
  }

  private static Reply<Instance> ofImage(Instance found, String image) {
    return found.image().equals(image)
        ? Reply.done(found)
        : Reply.absent(
            ContainerEngine.NOT_FOUND,
            "container %s is not one of image %s".formatted(found.name(), image));
  }

  /** One fewer is wanted, unless that was recorded when something was wanted of it before. */
  private void record(Instance found, Intent.Kind kind) {
    books
        .transactions()
        .run(
            () -> {
              ReplicaStore store = books.replicas();
              store.lock();
              Instant now = world.clock().instant();
              boolean counted =
                  store.intents().stream().noneMatch(intent -> intent.id().equals(found.id()));
              store.put(new Intent(found.id(), found.image(), kind, now));
              if (counted) {
                store.image(found.image()).ifPresent(image -> store.put(image.loweredBy(1, now)));
              }
              log.info(
                  kind == Intent.Kind.STOP ? "replica_stop" : "replica_delete",
                  found.image(),
                  "%s: asked for".formatted(found.name()));
              books.wakeAfterDeed(now);
            });
  }
}
