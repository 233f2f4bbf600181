package io.haymaker.core.replica;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Begins containers that somebody asked for, and says what really runs. */
final class Starter {
  private final ReplicaBooks books;
  private final ReplicaWorld world;
  private final ContainerEngine engine;
  private final ImageSupply supply;
  private final RequestReader reader;
  private final Slots slots;
  private final SlotReservations reservations;
  private final ReplicaLog log;
  private final StartVerdict verdict;
  private final ProvenStarts proven;

  Starter(
      ReplicaBooks books,
      ReplicaWorld world,
      ImageSupply supply,
      RequestReader reader,
      ReplicaNames names) {
    this.books = books;
    this.world = world;
    this.engine = world.engine();
    this.supply = supply;
    this.reader = reader;
    this.slots = new Slots(names);
    this.reservations = new SlotReservations(names);
    this.log = new ReplicaLog(books.journal(), world.clock());
    this.verdict = new StartVerdict(world);
    this.proven = new ProvenStarts(world.clock());
  }

  /**
   * What is there before anything is begun.
   *
   * @param lookedAt when, by the reservations' count
   */
  private record Scene(Image image, List<Instance> present, long lookedAt) {}

  /**
   * What is wanted before and after.
   *
   * @param apart of which containers something else is wanted
   * @param troubled whether containers of the image have failed lately
   */
  private record Recorded(
      Optional<DesiredImage> before, DesiredImage now, Set<InstanceId> apart, boolean troubled) {
    int raised() {
      return now.count() - before.map(DesiredImage::count).orElse(0);
    }
  }

  Reply<Started> start(StartRequest request) {
    return reader.read(request).then(wish -> withImage(wish, false, this::ensure));
  }

  Reply<Started> startMore(MoreRequest request) {
    return reader.read(request).then(wish -> withImage(wish, true, this::add));
  }

  private interface Step {
    Reply<Started> go(Wish wish, Scene scene, Recorded recorded);
  }

  private Reply<Started> withImage(Wish wish, boolean more, Step step) {
    return switch (supply.obtain(wish.image())) {
      case Outcome.Done<Image>(Image image) -> {
        long lookedAt = reservations.now();
        yield present(wish.image())
            .then(
                present -> {
                  var scene = new Scene(image, present, lookedAt);
                  return record(wish, more, scene).then(recorded -> step.go(wish, scene, recorded));
                });
      }
      case Outcome.Refused<Image>(Problem problem) -> new Reply.Absent<>(problem);
      case Outcome.Busy<Image> busy -> new Reply.Away<>(busy.problem());
      case Outcome.Unknown<Image>(Problem problem) -> new Reply.Away<>(problem);
    };
  }

  private Reply<List<Instance>> present(String image) {
    return switch (engine.instances()) {
      case Listing.Complete<Instance>(List<Instance> items) ->
          Reply.done(
              items.stream()
                  .filter(instance -> instance.ours() && instance.image().equals(image))
                  .sorted(ContainerReader.OLDEST_FIRST)
                  .toList());
      case Listing.CouldNotLook<Instance>(Problem problem) -> new Reply.Away<>(problem);
    };
  }

  private Reply<Started> ensure(Wish wish, Scene scene, Recorded recorded) {
    List<Instance> present = scene.present();
    List<Instance> running =
        present.stream()
            .filter(instance -> instance.isRunning() && !recorded.apart().contains(instance.id()))
            .limit(wish.target())
            .toList();
    int missing = wish.target() - running.size();
    if (missing == 0) {
      return Reply.done(StartVerdict.reused(wish.image(), running));
    }
    // Equal calls at the same time fill the same slots: nothing is reserved, and what another call
    // is just making is what this one is to make.
    List<Instance> settled =
        present.stream()
            .filter(
                instance ->
                    !(instance.state() instanceof InstanceState.Created)
                        || recorded.apart().contains(instance.id()))
            .toList();
    List<InstanceSpec> specs = slots.next(recorded.now(), settled, Set.of(), missing);
    return launch(scene, recorded, running, specs);
  }

  private Reply<Started> add(Wish wish, Scene scene, Recorded recorded) {
    List<InstanceSpec> specs =
        reservations.take(
            wish.image(),
            scene.lookedAt(),
            taken -> slots.next(recorded.now(), scene.present(), taken, wish.count()));
    try {
      return launch(scene, recorded, List.of(), specs);
    } finally {
      reservations.giveBack(specs);
    }
  }

  private Reply<Recorded> record(Wish wish, boolean more, Scene scene) {
    return books
        .transactions()
        .call(
            () -> {
              ReplicaStore store = books.replicas();
              store.lock();
              Optional<DesiredImage> before = store.image(wish.image());
              Set<InstanceId> apart = intended(store);
              // As exact as the database is: by it the record is known again.
              Instant now = world.clock().instant().truncatedTo(ChronoUnit.MICROS);
              return StrictRule.of(
                      before,
                      more ? wish.more(before, now) : wish.atLeast(before, now),
                      scene.present().stream().filter(one -> !apart.contains(one.id())).toList())
                  .map(wanted -> record(store, before, wanted, apart));
            });
  }

  private Recorded record(
      ReplicaStore store,
      Optional<DesiredImage> before,
      DesiredImage wanted,
      Set<InstanceId> apart) {
    store.put(wanted);
    boolean troubled =
        store.setbacks().stream()
            .anyMatch(back -> back.image().equals(wanted.image()) && back.failures() > 0);
    // Who asks again does not want to wait for what failed before.
    store.forgive(wanted.image());
    var recorded = new Recorded(before, wanted, apart, troubled);
    if (recorded.raised() != 0) {
      log.info(
          "replicas_wanted",
          wanted.image(),
          "%d -> %d: asked for".formatted(wanted.count() - recorded.raised(), wanted.count()));
    }
    books.wakeAfterDeed(wanted.updatedAt());
    return recorded;
  }

  private static Set<InstanceId> intended(ReplicaStore store) {
    return store.intents().stream().map(Intent::id).collect(Collectors.toSet());
  }

  private Reply<Started> launch(
      Scene scene, Recorded recorded, List<Instance> running, List<InstanceSpec> specs) {
    List<Outcome<Instance>> outcomes = launched(recorded.now(), specs);
    var begun = new ArrayList<Instance>();
    var failures = new ArrayList<Outcome<Instance>>();
    for (Outcome<Instance> outcome : outcomes) {
      if (outcome instanceof Outcome.Done<Instance>(Instance instance)) {
        begun.add(instance);
      } else {
        failures.add(outcome);
      }
    }
    if (!failures.isEmpty()) {
      takeBack(recorded, failures.size() + specs.size() - outcomes.size());
    }
    if (begun.isEmpty()) {
      return StartVerdict.refused(failures);
    }
    var kind = ProvenStarts.Kind.of(scene.image(), recorded.now());
    if (failures.isEmpty() && isTrusted(kind, scene, recorded, begun)) {
      return Reply.done(StartVerdict.begun(recorded.now().image(), running, begun));
    }
    return verdict
        .afterGrace(recorded.now().image(), running, begun, failures)
        .map(
            started -> {
              proven.learn(kind, started.died().isEmpty() && started.failed().isEmpty());
              return started;
            });
  }

  /** Who has seen this kind live, and none die since, need not wait to see it again. */
  private boolean isTrusted(
      ProvenStarts.Kind kind, Scene scene, Recorded recorded, List<Instance> begun) {
    boolean died =
        recorded.troubled()
            || !begun.stream().allMatch(Instance::isRunning)
            || scene.present().stream()
                .anyMatch(
                    instance ->
                        instance.state() instanceof InstanceState.Ended
                            && !recorded.apart().contains(instance.id()));
    if (died) {
      proven.learn(kind, false);
    }
    return proven.is(kind);
  }

  /** Nothing more is begun when the one that is to have the fixed ports cannot be. */
  private List<Outcome<Instance>> launched(DesiredImage image, List<InstanceSpec> specs) {
    boolean fixed = image.ports().stream().anyMatch(port -> port.hostPort().isPresent());
    var sideBySide = new SideBySide(world.settings().width());
    if (!fixed || specs.size() == 1) {
      return sideBySide.map(specs, engine::launch);
    }
    var outcomes = new ArrayList<Outcome<Instance>>();
    outcomes.add(engine.launch(specs.getFirst()));
    if (outcomes.getFirst().isDone()) {
      outcomes.addAll(sideBySide.map(specs.subList(1, specs.size()), engine::launch));
    }
    return outcomes;
  }

  /** What could not be begun is not wanted either: the answer says that it is not there. */
  private void takeBack(Recorded recorded, int failed) {
    books
        .transactions()
        .run(
            () -> {
              ReplicaStore store = books.replicas();
              store.lock();
              DesiredImage mine = recorded.now();
              Optional<DesiredImage> known = store.image(mine.image());
              if (known.isEmpty()) {
                return;
              }
              DesiredImage current = known.get();
              int fewer = Math.min(failed, Math.max(0, recorded.raised()));
              boolean untouched = current.updatedAt().equals(mine.updatedAt());
              if (untouched && failed >= mine.count() && recorded.before().isEmpty()) {
                store.forget(mine.image());
              } else if (untouched && fewer == recorded.raised() && recorded.before().isPresent()) {
                store.put(recorded.before().get());
              } else {
                store.put(current.loweredBy(fewer, world.clock().instant()));
              }
              if (fewer > 0) {
                log.warning(
                    "replicas_wanted",
                    mine.image(),
                    "%d fewer: they could not be started".formatted(fewer));
              }
            });
  }
}
