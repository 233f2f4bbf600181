package io.haymaker.docker.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    this.secrets = new SecretFiles(settings.secrets(), vault);
    this.measurements = new Measurements(client);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        NAME,
        NAME_LIMIT,
        SMALLEST,
        new ContainerSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
        Set.of(Restart.NEVER),
        Set.of(Feature.VAULT_SECRETS, Feature.LOGS, Feature.STATS, Feature.HISTORY));
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
    return switch (byName(spec.name())) {
      case Look.Absent<InspectContainerResponse> _ -> create(spec);
      case Look.Found<InspectContainerResponse>(InspectContainerResponse there)
          when !isOurs(there) ->
          Outcome.refused("NotOurs", "the container %s is not ours".formatted(spec.name()));
      case Look.Found<InspectContainerResponse>(InspectContainerResponse there) ->
          States.of(there.getState()) instanceof ContainerState.Starting
              ? secrets.write(spec).then(_ -> start(handle(there)))
              : Outcome.done(handle(there));
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
    return ours(EngineAnswers.look(() -> client.inspectContainerCmd(handle.nativeId()).exec()));
  }

  @Override
  public Look<ContainerView> find(ContainerName name) {
    return ours(byName(name));
  }

  /** Asked by its whole name: the engine would take the beginning of an id for one, too. */
  private Look<InspectContainerResponse> byName(ContainerName name) {
    return EngineAnswers.look(
        () -> {
          InspectContainerResponse found = client.inspectContainerCmd(name.value()).exec();
          if (!name(found).equals(name)) {
            throw new NotFoundException("no container is called " + name);
          }
          return found;
        });
  }

  private Look<ContainerView> ours(Look<InspectContainerResponse> look) {
    return switch (look) {
      case Look.Absent<InspectContainerResponse> _ -> Look.absent();
      case Look.CouldNotLook<InspectContainerResponse> failed ->
          new Look.CouldNotLook<>(failed.problem());
      case Look.Found<InspectContainerResponse>(InspectContainerResponse found) ->
          isOurs(found) ? Look.found(view(found)) : Look.absent();
    };
  }

  @Override
  public Outcome<Removal> stop(ContainerHandle handle) {
    return onOurs(
        handle,
        () ->
            EngineAnswers.effect(
                () -> {
                  try {
                    client.killContainerCmd(handle.nativeId()).withSignal("SIGTERM").exec();
                    return Removal.REMOVED;
                  } catch (NotFoundException | ConflictException e) {
                    // It is not there, or not running.
                    return Removal.ALREADY_ABSENT;
                  }
                }));
  }

  @Override
  public Outcome<Removal> destroy(ContainerHandle handle, Duration followFor) {
    return onOurs(
        handle,
        () -> {
          Outcome<Removal> removed =
              EngineAnswers.effect(
                  () -> {
                    try {
                      client
                          .removeContainerCmd(handle.nativeId())
                          .withForce(true)
                          .withRemoveVolumes(true)
                          .exec();
                      return Removal.REMOVED;
                    } catch (NotFoundException e) {
                      return Removal.ALREADY_ABSENT;
                    }
                  });
          return removed.then(removal -> removeSecrets(handle.name()).map(_ -> removal));
        });
  }

  private Outcome<Boolean> removeSecrets(ContainerName name) {
    try {
      secrets.remove(name);
      return Outcome.done(true);
    } catch (IOException e) {
      return Outcome.busy("SecretsFolder", "secrets of %s: %s".formatted(name, e));
    }
  }

  private Outcome<Removal> onOurs(ContainerHandle handle, Supplier<Outcome<Removal>> effect) {
    Look<InspectContainerResponse> look =
        EngineAnswers.look(() -> client.inspectContainerCmd(handle.nativeId()).exec());
    return switch (look) {
      case Look.Absent<InspectContainerResponse> _ ->
          removeSecrets(handle.name()).map(_ -> Removal.ALREADY_ABSENT);
      case Look.CouldNotLook<InspectContainerResponse>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Found<InspectContainerResponse>(InspectContainerResponse found) ->
          isOurs(found)
              ? effect.get()
              : Outcome.refused("NotOurs", "the container %s is not ours".formatted(handle.name()));
    };
  }

  @Override
  public Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
    Look<List<Container>> all =
        EngineAnswers.look(
            () ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(ContainerDefinition.INSTALLATION, whose.value()))
                    .exec());
    return switch (all) {
      case Look.CouldNotLook<List<Container>>(Problem problem) ->
          new Listing.CouldNotLook<>(problem);
      case Look.Absent<List<Container>> _ ->
          Listing.couldNotLook("EngineAway", "the engine does not know how to list containers");
      case Look.Found<List<Container>>(List<Container> containers) -> views(containers, run);
    };
  }

  /** The list does not say how a container ended: each is looked at. */
  private Listing<ContainerView> views(List<Container> containers, Optional<RunId> run) {
    var views = new ArrayList<ContainerView>();
    for (Container container : containers) {
      if (!belongsTo(container, run)) {
        continue;
      }
      switch (EngineAnswers.look(() -> client.inspectContainerCmd(container.getId()).exec())) {
        case Look.Found<InspectContainerResponse>(InspectContainerResponse found) ->
            views.add(view(found));
        case Look.Absent<InspectContainerResponse> _ -> {}
        case Look.CouldNotLook<InspectContainerResponse>(Problem problem) -> {
          return new Listing.CouldNotLook<>(problem);
        }
      }
    }
    return Listing.complete(views);
  }

  private static boolean belongsTo(Container container, Optional<RunId> run) {
    Map<String, String> labels = Objects.requireNonNullElse(container.getLabels(), Map.of());
    return run.map(
            r -> OwnerTags.value(labels, OwnerTags.RUN).filter(r.toString()::equals).isPresent())
        .orElse(true);
  }

  @Override
  public Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return measurements.logs(handle, tailLines);
  }

  @Override
  public Outcome<ContainerStats> stats(ContainerHandle handle) {
    return measurements.stats(handle);
  }

  private boolean isOurs(InspectContainerResponse container) {
    return installation.value().equals(labels(container).get(ContainerDefinition.INSTALLATION));
  }

  private static ContainerView view(InspectContainerResponse container) {
    return new ContainerView(handle(container), labels(container), States.of(container.getState()));
  }

  private static ContainerHandle handle(InspectContainerResponse container) {
    return new ContainerHandle(NAME, name(container), container.getId());
  }

  private static ContainerName name(InspectContainerResponse container) {
    // The engine writes it as a path.
    return new ContainerName(container.getName().substring(1));
  }

  private static Map<String, String> labels(InspectContainerResponse container) {
    return Objects.requireNonNullElse(container.getConfig().getLabels(), Map.of());
  }
}
