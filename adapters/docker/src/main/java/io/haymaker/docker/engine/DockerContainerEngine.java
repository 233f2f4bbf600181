package io.haymaker.docker.engine;

import com.github.dockerjava.api.model.Container;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.EngineEvent;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Image;
import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.engine.Usage;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.engine.ManagedLabels.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Managed containers of one installation on a Docker engine.
 *
 * <p>The limits of containers that others change ({@code docker update}) are seen while somebody
 * {@link #watch}es.
 */
public final class DockerContainerEngine implements ContainerEngine {
  private final InstanceReader reader;
  private final ImageStore images;
  private final HostReader host;
  private final Launcher launcher;
  private final InstanceChanger changer;
  private final StrictNetwork network;
  private final Adopter adopter;
  private final InstanceLogs logs;
  private final UsageSampler sampler;
  private final EventReader events;

  /**
   * No call is made yet.
   *
   * @param engine stays open as long as this is used; who opened it closes it
   */
  public DockerContainerEngine(DockerEngine engine, EngineSettings settings, Clock clock) {
    var limits = new KnownLimits(engine.client());
    var http = new EngineHttp(engine.http());
    this.reader = new InstanceReader(engine.client(), settings, limits);
    this.images = new ImageStore(engine, settings);
    this.host = new HostReader(engine, settings, clock);
    this.network = new StrictNetwork(engine.client(), settings);
    this.launcher = new Launcher(engine.client(), settings, reader, limits, network, clock);
    this.changer = new InstanceChanger(engine, settings, limits);
    this.adopter = new Adopter(http, settings, reader, clock);
    this.logs = new InstanceLogs(engine);
    this.sampler = new UsageSampler(http, reader, clock);
    this.events = new EventReader(engine.streams(), settings, limits);
  }

  @Override
  public Look<HostFacts> host() {
    return host.look();
  }

  @Override
  public Listing<Image> images() {
    return images.all();
  }

  @Override
  public Look<Image> image(String reference) {
    return images.find(reference);
  }

  @Override
  public Outcome<Image> pull(String reference, Consumer<String> progress) {
    return images.pull(reference, progress);
  }

  @Override
  public Listing<Instance> instances() {
    return reader.all();
  }

  @Override
  public Look<Instance> instance(String idOrName) {
    return reader.find(idOrName);
  }

  @Override
  public Outcome<Instance> launch(InstanceSpec spec) {
    return launcher.launch(spec);
  }

  @Override
  public Outcome<Instance> start(InstanceId id) {
    return onOurs(id, there -> launcher.start(id, isStrict(there)), absent(id));
  }

  @Override
  public Outcome<Removal> stop(InstanceId id, Duration grace) {
    return onOurs(id, _ -> changer.stop(id, grace), Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Override
  public Outcome<Removal> remove(InstanceId id) {
    return onOurs(
        id,
        there -> {
          Outcome<Removal> removed = changer.remove(id);
          if (removed.isDone() && isStrict(there)) {
            network.removeUnused();
          }
          return removed;
        },
        Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Override
  public Outcome<Limits> resize(InstanceId id, Limits limits) {
    return onOurs(id, _ -> changer.resize(id, limits), absent(id));
  }

  @Override
  public Outcome<Instance> adopt(InstanceId id) {
    return onManaged(
        id,
        there ->
            reader.owner(there) == Owner.OURS
                ? Outcome.done(reader.view(there))
                : adopter.adopt(there),
        absent(id));
  }

  @Override
  public Outcome<String> logs(InstanceId id, int tailLines) {
    return onManaged(id, _ -> logs.last(id, tailLines), absent(id));
  }

  @Override
  public Outcome<Reading> follow(InstanceId id, int tailLines, Consumer<String> lines) {
    return onManaged(id, _ -> logs.follow(id, tailLines, lines), absent(id));
  }

  @Override
  public Listing<Usage> usage(Duration age) {
    return sampler.usage(age);
  }

  @Override
  public Outcome<Reading> watch(Optional<Instant> since, Consumer<EngineEvent> consumer) {
    return events.watch(since, consumer);
  }

  private static boolean isStrict(Container container) {
    return ManagedLabels.isStrict(InstanceReader.labels(container));
  }

  private static <T> Outcome<T> absent(InstanceId id) {
    return Outcome.refused(NOT_FOUND, "no container has the id " + id);
  }

  private <T> Outcome<T> onOurs(
      InstanceId id, Function<Container, Outcome<T>> effect, Outcome<T> absent) {
    return onManaged(
        id,
        there ->
            reader.owner(there) == Owner.OURS
                ? effect.apply(there)
                : Outcome.refused(FOREIGN, "the container %s is an older manager's".formatted(id)),
        absent);
  }

  /** By its whole id only: what is changed was looked at before. */
  private <T> Outcome<T> onManaged(
      InstanceId id, Function<Container, Outcome<T>> effect, Outcome<T> absent) {
    return switch (reader.byId(id.value())) {
      case Look.Found<Container>(Container there)
          when there.getId().equals(id.value()) && reader.owner(there) != Owner.SOMEBODY ->
          effect.apply(there);
      case Look.Found<Container> _ -> absent;
      case Look.Absent<Container> _ -> absent;
      // Nothing was changed yet.
      case Look.CouldNotLook<Container>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }
}
