package io.haymaker.testkit.runtime;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.Capabilities.Feature;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerStats;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import io.haymaker.testkit.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A runtime in memory on a clock that the test moves. Containers live as their {@link Behaviour}
 * says, and every call can be made to fail through {@link #faults}.
 */
public final class FakeRuntime implements ContainerRuntime {

  /** The name under which its handles are known. */
  public static final String NAME = "fake";

  private final InstallationId installation;
  private final Clock clock;
  private final Capabilities capabilities;
  private final Faults<RuntimeOperation> faults = new Faults<>();
  private final List<FakeContainer> containers = new ArrayList<>();
  private final List<LaunchSpec> launched = new ArrayList<>();
  private final Map<String, Behaviour> behaviours = new HashMap<>();
  private final Map<String, List<String>> written = new HashMap<>();
  private Behaviour usual = Behaviour.runs();
  private int count;

  /**
   * A runtime of usual capabilities: names of 32, from 0.25 CPU and 0.5 GB to 64 CPU and 512 GB.
   */
  public FakeRuntime(InstallationId installation, Clock clock) {
    this(
        installation,
        clock,
        new Capabilities(
            NAME,
            32,
            new ContainerSize(0.25, 0.5),
            new ContainerSize(64, 512),
            Set.of(Restart.NEVER),
            Set.of(Feature.VAULT_SECRETS, Feature.TIMEOUT, Feature.LOGS, Feature.HISTORY)));
  }

  public FakeRuntime(InstallationId installation, Clock clock, Capabilities capabilities) {
    this.installation = installation;
    this.clock = clock;
    this.capabilities = capabilities;
  }

  /** The script of what goes wrong. */
  public Faults<RuntimeOperation> faults() {
    return faults;
  }

  /** How containers live that no {@link #behave} names. */
  public synchronized void behave(Behaviour behaviour) {
    usual = behaviour;
  }

  /** How the container of this name will live when it is launched. */
  public synchronized void behave(ContainerName name, Behaviour behaviour) {
    behaviours.put(name.value(), behaviour);
  }

  /** What the container of this name will have written as soon as it is there. */
  public synchronized void write(ContainerName name, List<String> lines) {
    written.put(name.value(), List.copyOf(lines));
  }

  /** Ends a container now. */
  public synchronized void end(ContainerName name, ContainerState state) {
    named(name).forEach(container -> container.end(state));
  }

  /** Makes the runtime forget a container. */
  public synchronized void vanish(ContainerName name) {
    containers.removeAll(named(name));
  }

  /**
   * Makes the runtime forget what became of a container that stays there: only a runtime without
   * history does that.
   */
  public synchronized void forget(ContainerName name) {
    if (capabilities.has(Feature.HISTORY)) {
      throw new IllegalStateException("this runtime forgets nothing");
    }
    end(name, new ContainerState.Lost());
  }

  /** Puts a second container of the same name and labels beside the one that is there. */
  public synchronized ContainerHandle duplicate(ContainerName name) {
    FakeContainer original = named(name).getFirst();
    return add(original.spec, Behaviour.runs()).handle;
  }

  /** Puts a running container where no launch put it. */
  public synchronized ContainerHandle plant(ContainerName name, Map<String, String> labels) {
    return add(planted(name, labels), Behaviour.runs()).handle;
  }

  /** Everything that is there, foreign things included; never goes through a fault. */
  public synchronized List<ContainerView> present() {
    forgetVanished();
    return containers.stream().map(container -> container.view(clock.instant())).toList();
  }

  /** The specs that really made a container, in order. */
  public synchronized List<LaunchSpec> launched() {
    return List.copyOf(launched);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public synchronized Outcome<ContainerHandle> launch(LaunchSpec spec) {
    if (!OwnerTags.carry(spec.labels(), installation)) {
      return Outcome.refused("NotOurs", "the labels do not carry our installation");
    }
    Optional<Problem> objection = capabilities.objection(spec);
    if (objection.isPresent()) {
      return new Outcome.Refused<>(objection.get());
    }
    return faults.effect(RuntimeOperation.LAUNCH, spec.name().value(), () -> place(spec));
  }

  /** Who says that a name is free must be right. */
  @Override
  public synchronized Outcome<ContainerHandle> launchNew(LaunchSpec spec) {
    forgetVanished();
    if (!named(spec.name()).isEmpty()) {
      throw new AssertionError("launched as new, and there is one: " + spec.name());
    }
    return launch(spec);
  }

  private Outcome<ContainerHandle> place(LaunchSpec spec) {
    forgetVanished();
    List<FakeContainer> there = named(spec.name());
    if (there.isEmpty()) {
      launched.add(spec);
      Behaviour behaviour = behaviours.getOrDefault(spec.name().value(), usual);
      return Outcome.done(add(spec, behaviour).handle);
    }
    return there.stream()
        .filter(this::isOurs)
        .findFirst()
        .map(ours -> Outcome.done(ours.handle))
        .orElseGet(() -> Outcome.refused("NotOurs", spec.name() + " is not ours"));
  }

  @Override
  public synchronized Look<ContainerView> inspect(ContainerHandle handle) {
    return faults.look(
        RuntimeOperation.INSPECT,
        handle.name().value(),
        () -> look(container -> container.handle.nativeId().equals(handle.nativeId())));
  }

  @Override
  public synchronized Look<ContainerView> find(ContainerName name) {
    return faults.look(
        RuntimeOperation.FIND,
        name.value(),
        () -> look(container -> container.handle.name().equals(name)));
  }

  private Look<ContainerView> look(Predicate<FakeContainer> wanted) {
    forgetVanished();
    return containers.stream()
        .filter(wanted)
        .filter(this::isOurs)
        .findFirst()
        .map(container -> Look.found(container.view(clock.instant())))
        .orElseGet(Look::absent);
  }

  @Override
  public synchronized Outcome<Removal> stop(ContainerHandle handle) {
    return faults.effect(
        RuntimeOperation.STOP,
        handle.name().value(),
        () ->
            onOurs(
                handle,
                container -> {
                  if (!container.canBeStopped(clock.instant())) {
                    return Removal.ALREADY_ABSENT;
                  }
                  container.stop();
                  return Removal.REMOVED;
                }));
  }

  @Override
  public synchronized Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return faults.effect(
        RuntimeOperation.DESTROY,
        handle.name().value(),
        () ->
            onOurs(
                handle,
                container -> {
                  containers.remove(container);
                  return Removal.REMOVED;
                }));
  }

  private Outcome<Removal> onOurs(ContainerHandle handle, Function<FakeContainer, Removal> action) {
    forgetVanished();
    Optional<FakeContainer> there =
        containers.stream()
            .filter(container -> container.handle.nativeId().equals(handle.nativeId()))
            .findFirst();
    if (there.isEmpty()) {
      return Outcome.done(Removal.ALREADY_ABSENT);
    }
    return isOurs(there.get())
        ? Outcome.done(action.apply(there.get()))
        : Outcome.refused("NotOurs", handle.name() + " is not ours");
  }

  @Override
  public synchronized Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    return faults.listing(
        RuntimeOperation.LIST,
        run.map(RunId::toString).orElse(""),
        () ->
            Listing.complete(
                present().stream()
                    .filter(view -> OwnerTags.carry(view.labels(), whose))
                    .filter(
                        view -> run.isEmpty() || OwnerTags.carry(view.labels(), whose, run.get()))
                    .toList()));
  }

  @Override
  public Listing<ContainerView> glance(InstallationId whose, Optional<RunId> run) {
    return list(whose, run)
        .then(
            all ->
                Listing.complete(
                    all.stream()
                        .map(
                            view ->
                                new ContainerView(
                                    view.handle(), view.labels(), new ContainerState.Running()))
                        .toList()));
  }

  @Override
  public synchronized Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return faults.effect(
        RuntimeOperation.LOGS,
        handle.name().value(),
        () ->
            offered(
                Feature.LOGS,
                handle,
                _ ->
                    String.join(
                        "", last(tailLines, handle).stream().map(line -> line + "\n").toList())));
  }

  /** What its containers write is there at once, and then no more. */
  @Override
  public Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    Outcome<LogReader> reader = offered(Feature.FOLLOW, handle, _ -> new FakeLogReader());
    if (reader.isDone()) {
      last(tailLines, handle).forEach(lines);
    }
    return reader;
  }

  private synchronized List<String> last(int count, ContainerHandle handle) {
    List<String> all =
        written.getOrDefault(
            handle.name().value(),
            List.of("the fake container %s wrote this line".formatted(handle.name())));
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  @Override
  public synchronized Outcome<ContainerStats> stats(ContainerHandle handle) {
    return offered(Feature.STATS, handle, _ -> new ContainerStats(0.5, 1L << 30));
  }

  @Override
  public synchronized Outcome<ContainerSize> resize(ContainerHandle handle, ContainerSize size) {
    Optional<Problem> objection = capabilities.objection(size);
    return objection.isPresent()
        ? new Outcome.Refused<>(objection.get())
        : offered(Feature.RESIZE, handle, _ -> size);
  }

  private synchronized <T> Outcome<T> offered(
      Feature feature, ContainerHandle handle, Function<ContainerView, T> answer) {
    if (!capabilities.has(feature)) {
      return Outcome.refused("NotOffered", "the fake runtime does not offer " + feature);
    }
    return look(container -> container.handle.nativeId().equals(handle.nativeId()))
            instanceof Look.Found<ContainerView>(ContainerView view)
        ? Outcome.done(answer.apply(view))
        : Outcome.refused("NotFound", handle.name() + " is not there");
  }

  private FakeContainer add(LaunchSpec spec, Behaviour behaviour) {
    var handle =
        new ContainerHandle(NAME, spec.name(), "fake/%d/%s".formatted(++count, spec.name()));
    var container = new FakeContainer(handle, spec, behaviour, clock.instant());
    containers.add(container);
    return container;
  }

  private LaunchSpec planted(ContainerName name, Map<String, String> labels) {
    return new LaunchSpec(
        name, "planted", capabilities.smallest(), labels, Map.of(), Map.of(), Duration.ofDays(1));
  }

  private boolean isOurs(FakeContainer container) {
    return OwnerTags.carry(container.spec.labels(), installation);
  }

  private List<FakeContainer> named(ContainerName name) {
    return containers.stream().filter(container -> container.handle.name().equals(name)).toList();
  }

  private void forgetVanished() {
    containers.removeIf(container -> container.vanished(clock.instant()));
  }

  /** Over from the beginning: nothing more will be written. */
  private static final class FakeLogReader implements LogReader {
    @Override
    public boolean isOver() {
      return true;
    }

    @Override
    public void close() {}
  }
}
