package io.haymaker.docker.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.haymaker.core.identity.SecretReader;
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
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Containers of one installation on a Docker engine. */
public final class DockerRuntime implements ContainerRuntime {

  /** The name under which its handles are known. */
  public static final String NAME = "docker";

  /** Docker takes longer ones, but a container's name is its host name on its networks. */
  private static final int NAME_LIMIT = 63;

  /** The least memory that the engine takes is 6 MiB. */
  private static final ContainerSize SMALLEST = new ContainerSize(0.01, 6.0 / 1024);

  private final DockerClient client;
  private final DockerSettings settings;
  private final InstallationId installation;
  private final ContainerFinder finder;
  private final SecretFiles secrets;
  private final Measurements measurements;

  public DockerRuntime(
      DockerEngine engine,
      DockerSettings settings,
      InstallationId installation,
      SecretReader vault) {
    this.client = engine.client();
    this.settings = settings;
    this.installation = installation;
    this.finder = new ContainerFinder(client, installation);
    this.secrets = new SecretFiles(settings.secrets(), vault);
    this.measurements = new Measurements(engine);
  }

  @Override
  public Capabilities capabilities() {
    var features =
        EnumSet.of(
            Feature.VAULT_SECRETS,
            Feature.LOGS,
            Feature.FOLLOW,
            Feature.STATS,
            Feature.HISTORY,
            Feature.RESIZE);
    if (settings.publishes()) {
      features.add(Feature.PORTS);
    }
    return new Capabilities(
        NAME,
        NAME_LIMIT,
        SMALLEST,
        new ContainerSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
        Set.of(Restart.NEVER),
        features);
  }

  @Override
  public Outcome<ContainerHandle> launch(LaunchSpec spec) {
    if (!OwnerTags.carry(spec.labels(), installation)) {
      return Outcome.refused("NotOurs", "the labels do not carry our installation");
    }
    Optional<Problem> objection = capabilities().objection(spec);
    if (objection.isPresent()) {
      return new Outcome.Refused<>(objection.get());
    }
    return switch (finder.byName(spec.name())) {
      case Look.Absent<InspectContainerResponse> _ -> create(spec);
      case Look.Found<InspectContainerResponse>(InspectContainerResponse there)
          when !finder.isOurs(there) ->
          Outcome.refused("NotOurs", "the container %s is not ours".formatted(spec.name()));
      case Look.Found<InspectContainerResponse>(InspectContainerResponse there) ->
          States.of(there.getState()) instanceof ContainerState.Starting
              ? secrets.write(spec).then(_ -> start(ContainerFinder.handle(there)))
              : Outcome.done(ContainerFinder.handle(there));
      // Nothing was changed yet.
      case Look.CouldNotLook<InspectContainerResponse>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private Outcome<ContainerHandle> create(LaunchSpec spec) {
    Outcome<ContainerHandle> started =
        secrets
            .write(spec)
            .then(
                place ->
                    EngineAnswers.effect(
                        () ->
                            ContainerDefinition.of(client, spec, settings, installation, place)
                                .exec()
                                .getId()))
            .then(id -> start(new ContainerHandle(NAME, spec.name(), id)));
    return started instanceof Outcome.Refused<ContainerHandle> refused
        ? discard(spec.name()).then(_ -> refused)
        : started;
  }

  /** What will never run: nothing half-made stays. */
  private Outcome<Removal> discard(ContainerName name) {
    return switch (find(name)) {
      case Look.Found<ContainerView>(ContainerView view) -> destroy(view.handle(), Duration.ZERO);
      case Look.Absent<ContainerView> _ -> removeSecrets(name).map(_ -> Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<ContainerView>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
    };
  }

  private Outcome<ContainerHandle> start(ContainerHandle handle) {
    return EngineAnswers.effect(
        () -> {
          try {
            client.startContainerCmd(handle.nativeId()).exec();
          } catch (NotModifiedException e) {
            // Another call started it.
          }
          return handle;
        });
  }

  @Override
  public Look<ContainerView> inspect(ContainerHandle handle) {
    return finder.ours(finder.byHandle(handle));
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return finder.ours(finder.byName(name));
  }

  @Override
  public Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    return finder.list(whose, run);
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return remove(
        handle,
        () -> {
          try {
            client.killContainerCmd(handle.nativeId()).withSignal("SIGTERM").exec();
            return Removal.REMOVED;
          } catch (NotFoundException | ConflictException e) {
            // It is not there, or not running.
            return Removal.ALREADY_ABSENT;
          }
        });
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return remove(handle, () -> EngineAnswers.removed(client, handle.nativeId()))
        .then(removal -> removeSecrets(handle.name()).map(_ -> removal));
  }

  private Outcome<Boolean> removeSecrets(ContainerName name) {
    try {
      secrets.remove(name);
      return Outcome.done(true);
    } catch (IOException e) {
      return Outcome.busy("SecretsFolder", "secrets of %s: %s".formatted(name, e));
    }
  }

  private Outcome<Removal> remove(ContainerHandle handle, Callable<Removal> effect) {
    return onOurs(
        handle, () -> EngineAnswers.effect(effect), () -> Outcome.done(Removal.ALREADY_ABSENT));
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return measurements.logs(handle, tailLines);
  }

  @Override
  public Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    return onOurs(
        handle, () -> measurements.follow(handle, tailLines, lines), () -> absent(handle));
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return measurements.stats(handle);
  }

  @Override
  public Outcome<ContainerSize> resize(ContainerHandle handle, ContainerSize size) {
    Optional<Problem> objection = capabilities().objection(size);
    return objection.isPresent()
        ? new Outcome.Refused<>(objection.get())
        : onOurs(handle, () -> update(handle, size), () -> absent(handle));
  }

  /** An engine that fails has left it as it was, or has done it: a look tells. */
  private Outcome<ContainerSize> update(ContainerHandle handle, ContainerSize size) {
    Outcome<ContainerSize> updated =
        EngineAnswers.effect(
            () -> {
              Limits.update(client.updateContainerCmd(handle.nativeId()), size).exec();
              return size;
            });
    if (updated instanceof Outcome.Unknown<ContainerSize>(Problem problem)
        && finder.byHandle(handle)
            instanceof Look.Found<InspectContainerResponse>(InspectContainerResponse now)) {
      return Limits.are(now.getHostConfig(), size)
          ? Outcome.done(size)
          : new Outcome.Refused<>(problem);
    }
    return updated;
  }

  private static <T> Outcome<T> absent(ContainerHandle handle) {
    return Outcome.refused("NotFound", "the container %s is not there".formatted(handle.name()));
  }

  private <T> Outcome<T> onOurs(
      ContainerHandle handle, Supplier<Outcome<T>> effect, Supplier<Outcome<T>> absent) {
    return switch (finder.byHandle(handle)) {
      case Look.Absent<InspectContainerResponse> _ -> absent.get();
      case Look.CouldNotLook<InspectContainerResponse>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<InspectContainerResponse>(InspectContainerResponse found) ->
          finder.isOurs(found)
              ? effect.get()
              : Outcome.refused("NotOurs", "the container %s is not ours".formatted(handle.name()));
    };
  }
}
