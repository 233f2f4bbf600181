package io.haymaker.testkit.engine;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.InstanceState;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.testkit.engine.FakeInstance.Owner;
import io.haymaker.testkit.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An engine in memory on a clock that the test moves. What its containers do, and what others do to
 * them, is scripted at its {@link #machine}; every call can be made to fail through {@link
 * #faults}. Events are handed over in the thread that causes them, before its call returns.
 */
public final class FakeEngine implements ContainerEngine {
  private static final String SILENCE = "the fake engine does not answer";

  private final FakeMachine machine;
  private final Faults<EngineOperation> faults = new Faults<>();

  /** An engine without images on a machine of 4 cores and 8 GiB. */
  public FakeEngine(Clock clock) {
    this.machine = new FakeMachine(clock);
  }

  /** The script of what happens on its machine. */
  public FakeMachine machine() {
    return machine;
  }

  /** The script of calls that go wrong, by what they are called with: a name, id or image. */
  public Faults<EngineOperation> faults() {
    return faults;
  }

  @Override
  public Look<HostFacts> host() {
    return look(EngineOperation.HOST, "", () -> Look.found(machine.host()));
  }

  @Override
  public Listing<Image> images() {
    return listing(
        EngineOperation.IMAGES,
        () -> machine.images().keySet().stream().sorted().map(FakeEngine::named).toList());
  }

  @Override
  public Look<Image> image(String reference) {
    return look(
        EngineOperation.IMAGE,
        reference,
        () ->
            machine.images().containsKey(reference) ? Look.found(named(reference)) : Look.absent());
  }

  private static Image named(String name) {
    return new Image(
        "sha256:%064x".formatted(name.hashCode()), List.of(name), Instant.EPOCH, 1L << 20);
  }

  @Override
  public Outcome<Image> pull(String reference, Consumer<String> progress) {
    return effect(
        EngineOperation.PULL,
        reference,
        () -> {
          if (!machine.pull(reference)) {
            return Outcome.refused(NO_IMAGE, "the fake registry does not know " + reference);
          }
          progress.accept("pulled " + reference);
          return Outcome.done(named(reference));
        });
  }

  @Override
  public Listing<Instance> instances() {
    Listing<Instance> seen =
        listing(
            EngineOperation.INSTANCES,
            () -> machine.managed().stream().map(FakeInstance::view).toList());
    Optional<Runnable> interference = machine.change(machine::nextInterference);
    if (interference.isEmpty()) {
      return seen;
    }
    interference.get().run();
    // What vanished meanwhile is left out, as the port has it.
    return machine.change(
        () ->
            seen instanceof Listing.Complete<Instance>(List<Instance> items)
                ? Listing.complete(
                    items.stream().filter(i -> machine.find(i.id()).isPresent()).toList())
                : seen);
  }

  @Override
  public Look<Instance> instance(String idOrName) {
    return look(
        EngineOperation.INSTANCE,
        idOrName,
        () -> find(idOrName).map(i -> Look.found(i.view())).orElseGet(Look::absent));
  }

  private Optional<FakeInstance> find(String idOrName) {
    Optional<FakeInstance> whole =
        machine.managed().stream().filter(i -> i.isCalled(idOrName)).findFirst();
    if (whole.isPresent() || idOrName.isEmpty()) {
      return whole;
    }
    List<FakeInstance> beginning =
        machine.managed().stream().filter(i -> i.id.value().startsWith(idOrName)).toList();
    return beginning.size() == 1 ? Optional.of(beginning.getFirst()) : Optional.empty();
  }

  @Override
  public Outcome<Instance> launch(InstanceSpec spec) {
    return effect(
        EngineOperation.LAUNCH,
        spec.name(),
        () ->
            machine
                .named(spec.name())
                .map(there -> again(there, spec))
                .orElseGet(() -> make(spec)));
  }

  private Outcome<Instance> again(FakeInstance there, InstanceSpec spec) {
    if (there.owner != Owner.OURS || there.strict != spec.strict()) {
      return Outcome.refused(NAME_TAKEN, "the container %s is another".formatted(there.name));
    }
    return there.state instanceof InstanceState.Created ? begin(there) : Outcome.done(there.view());
  }

  private Outcome<Instance> make(InstanceSpec spec) {
    if (!machine.images().containsKey(spec.image())) {
      return Outcome.refused(NO_IMAGE, "no such image: " + spec.image());
    }
    FakeInstance made = machine.make(spec);
    Outcome<Instance> begun = begin(made);
    if (!begun.isDone()) {
      machine.remove(made);
    }
    return begun;
  }

  private Outcome<Instance> begin(FakeInstance instance) {
    Program program = machine.program(instance.image);
    if (program.failure().isPresent()) {
      return Outcome.refused(CANNOT_START, program.failure().get());
    }
    OptionalInt taken = machine.taken(instance.wanted);
    if (taken.isPresent()) {
      return Outcome.refused(PORT_TAKEN, "port %d is taken".formatted(taken.getAsInt()));
    }
    machine.begin(instance, program);
    return Outcome.done(instance.view());
  }

  @Override
  public Outcome<Instance> start(InstanceId id) {
    return onOurs(
        EngineOperation.START,
        id,
        there -> there.runs() ? Outcome.done(there.view()) : begin(there),
        FakeEngine::notFound);
  }

  @Override
  public Outcome<Removal> stop(InstanceId id, Duration grace) {
    return onOurs(
        EngineOperation.STOP,
        id,
        there -> {
          if (!there.runs()) {
            return Outcome.done(Removal.ALREADY_ABSENT);
          }
          machine.end(there, 0, machine.now());
          return Outcome.done(Removal.REMOVED);
        },
        _ -> Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Override
  public Outcome<Removal> remove(InstanceId id) {
    return onOurs(
        EngineOperation.REMOVE,
        id,
        there -> {
          machine.remove(there);
          return Outcome.done(Removal.REMOVED);
        },
        _ -> Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Override
  public Outcome<Limits> resize(InstanceId id, Limits limits) {
    return onOurs(
        EngineOperation.RESIZE,
        id,
        there -> {
          there.limits = limits.orElse(there.limits);
          return Outcome.done(there.limits);
        },
        FakeEngine::notFound);
  }

  @Override
  public Outcome<Instance> adopt(InstanceId id) {
    return effect(
        EngineOperation.ADOPT,
        id.value(),
        () -> managed(id).map(this::adopt).orElseGet(() -> notFound(id)));
  }

  private Outcome<Instance> adopt(FakeInstance old) {
    if (old.owner == Owner.OURS) {
      return Outcome.done(old.view());
    }
    boolean ran = old.runs();
    machine.remove(old);
    FakeInstance ours = machine.make(old.name, old.image, Owner.OURS, old.wanted, old.limits);
    return ran ? begin(ours) : Outcome.done(ours.view());
  }

  @Override
  public Outcome<String> logs(InstanceId id, int tailLines) {
    return effect(
        EngineOperation.LOGS,
        id.value(),
        () ->
            managed(id)
                .map(there -> Outcome.done(String.join("", written(there, tailLines, "\n"))))
                .orElseGet(() -> notFound(id)));
  }

  private List<String> written(FakeInstance instance, int tailLines, String end) {
    List<String> all = machine.program(instance.image).output();
    return all.subList(Math.max(0, all.size() - tailLines), all.size()).stream()
        .map(line -> line + end)
        .toList();
  }

  /** What its containers write is there at once; that they end is not followed. */
  @Override
  public Outcome<Reading> follow(InstanceId id, int tailLines, Consumer<String> lines) {
    Outcome<FakeReading<String>> reading =
        effect(
            EngineOperation.FOLLOW,
            id.value(),
            () -> {
              if (managed(id).isEmpty()) {
                return notFound(id);
              }
              var reader = new FakeReading<>(lines);
              written(managed(id).get(), tailLines, "").forEach(reader::bring);
              return Outcome.done(reader);
            });
    return reading.map(
        reader -> {
          reader.handOver();
          return reader;
        });
  }

  @Override
  public Listing<Usage> usage(Duration age) {
    return listing(
        EngineOperation.USAGE,
        () ->
            machine.managed().stream()
                .filter(i -> i.runs() && i.owner == Owner.OURS)
                .map(this::usage)
                .toList());
  }

  private Usage usage(FakeInstance instance) {
    Program program = instance.uses.orElseGet(() -> machine.program(instance.image));
    return new Usage(instance.id, program.cpuCores(), program.memoryBytes(), machine.now());
  }

  @Override
  public Outcome<Reading> watch(Optional<Instant> since, Consumer<EngineEvent> events) {
    return effect(
        EngineOperation.WATCH,
        "",
        () -> Outcome.<Reading>done(machine.events().read(since, events)));
  }

  private Optional<FakeInstance> managed(InstanceId id) {
    return machine.find(id).filter(FakeInstance::isManaged);
  }

  private <T> Outcome<T> onOurs(
      EngineOperation operation,
      InstanceId id,
      Function<FakeInstance, Outcome<T>> effect,
      Function<InstanceId, Outcome<T>> absent) {
    return effect(
        operation,
        id.value(),
        () -> {
          Optional<FakeInstance> there = managed(id);
          if (there.isEmpty()) {
            return absent.apply(id);
          }
          return there.get().owner == Owner.OURS
              ? effect.apply(there.get())
              : Outcome.refused(FOREIGN, "%s is an older manager's".formatted(id));
        });
  }

  private static <T> Outcome<T> notFound(InstanceId id) {
    return Outcome.refused(NOT_FOUND, "no container has the id " + id);
  }

  private <T> Look<T> look(EngineOperation operation, String target, Supplier<Look<T>> look) {
    return machine.change(
        () ->
            machine.isAway()
                ? Look.couldNotLook(AWAY, SILENCE)
                : faults.look(operation, target, look));
  }

  private <T> Listing<T> listing(EngineOperation operation, Supplier<List<T>> items) {
    return machine.change(
        () ->
            machine.isAway()
                ? Listing.couldNotLook(AWAY, SILENCE)
                : faults.listing(operation, "", () -> Listing.complete(items.get())));
  }

  private <T> Outcome<T> effect(
      EngineOperation operation, String target, Supplier<Outcome<T>> effect) {
    return machine.change(
        () ->
            machine.isAway()
                ? Outcome.busy(AWAY, SILENCE)
                : faults.effect(operation, target, effect));
  }
}
