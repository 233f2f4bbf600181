package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.outcome.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes containers of an older manager ours. While that goes on nothing is decided about their
 * image: a container that is being made anew must not be taken for one too many or one too few.
 */
final class Adopter {
  private final ReplicaBooks books;
  private final ReplicaWorld world;
  private final ContainerReader reader;
  private final ReplicaLog log;

  Adopter(ReplicaBooks books, ReplicaWorld world, ContainerReader reader) {
    this.books = books;
    this.world = world;
    this.reader = reader;
    this.log = new ReplicaLog(books.journal(), world.clock());
  }

  Reply<Instance> adopt(String idOrName) {
    return reader.any(idOrName).then(found -> found.ours() ? Reply.done(found) : adopted(found));
  }

  private Reply<Instance> adopted(Instance foreign) {
    if (!books.transactions().call(() -> hold(foreign))) {
      return Reply.conflict(
          StrictRule.MIXED,
          "containers of %s are to be strict, and this one was not made so"
              .formatted(foreign.image()));
    }
    Outcome<Instance> outcome = world.engine().adopt(foreign.id());
    books.transactions().run(() -> settle(foreign, outcome));
    return Reply.of(outcome);
  }

  /** False when it cannot be one of those that are wanted of its image. */
  private boolean hold(Instance foreign) {
    ReplicaStore store = books.replicas();
    store.lock();
    if (store.image(foreign.image()).filter(DesiredImage::strict).isPresent()) {
      return false;
    }
    store.put(
        new Intent(foreign.id(), foreign.image(), Intent.Kind.ADOPT, world.clock().instant()));
    return true;
  }

  private void settle(Instance foreign, Outcome<Instance> outcome) {
    ReplicaStore store = books.replicas();
    store.lock();
    store.drop(foreign.id());
    if (!(outcome instanceof Outcome.Done<Instance>(Instance mine))) {
      return;
    }
    Instant now = world.clock().instant();
    Optional<DesiredImage> known = store.image(mine.image());
    if (mine.isRunning()) {
      DesiredImage image =
          known.orElseGet(() -> DesiredImage.none(mine.image(), now).limitedTo(mine.limits(), now));
      store.put(image.raisedBy(1, now));
    } else {
      store.put(new Intent(mine.id(), mine.image(), Intent.Kind.STOP, now));
    }
    log.info("replica_adopted", mine.image(), "%s: asked for".formatted(mine.name()));
    books.wake(now);
  }
}
