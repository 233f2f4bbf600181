package io.haymaker.core.replica;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.outcome.Outcome;
import java.time.Instant;
import java.util.List;

/** Changes what containers of an image may use, those that run and those to come. */
final class Resizer {
  private final ReplicaBooks books;
  private final ReplicaWorld world;
  private final ContainerReader reader;
  private final ReplicaLog log;

  Resizer(ReplicaBooks books, ReplicaWorld world, ContainerReader reader) {
    this.books = books;
    this.world = world;
    this.reader = reader;
    this.log = new ReplicaLog(books.journal(), world.clock());
  }

  Reply<Limits> resize(String image, Limits limits) {
    return reader
        .of(image)
        .then(
            views -> {
              Limits wanted = record(image, limits);
              List<Instance> running =
                  views.stream()
                      .map(InstanceView::instance)
                      .filter(instance -> instance.ours() && instance.isRunning())
                      .toList();
              List<Outcome<Limits>> outcomes =
                  new SideBySide(world.settings().width())
                      .map(running, instance -> world.engine().resize(instance.id(), wanted));
              return outcomes.stream()
                  .filter(outcome -> !outcome.isDone())
                  .findFirst()
                  .map(Reply::of)
                  .orElseGet(() -> Reply.done(wanted));
            });
  }

  /**
   * @return what is wanted now, where it is recorded with what was wanted before
   */
  private Limits record(String image, Limits limits) {
    return books
        .transactions()
        .call(
            () -> {
              ReplicaStore store = books.replicas();
              store.lock();
              Instant now = world.clock().instant();
              DesiredImage changed =
                  store
                      .image(image)
                      .orElseGet(() -> DesiredImage.none(image, now))
                      .limitedTo(limits, now);
              if (store.image(image).isPresent()) {
                store.put(changed);
              }
              log.info("replicas_resized", image, "limits changed: asked for");
              return changed.limits();
            });
  }
}
