package io.haymaker.docker.runtime;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.docker.EngineAnswers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks at an engine's containers, and knows which are an installation's. Changes nothing. */
final class ContainerFinder {
  private final DockerClient client;
  private final InstallationId installation;

  ContainerFinder(DockerClient client, InstallationId installation) {
    this.client = client;
    this.installation = installation;
  }

  Look<InspectContainerResponse> byHandle(ContainerHandle handle) {
    return byId(handle.nativeId());
  }

  private Look<InspectContainerResponse> byId(String id) {
    return EngineAnswers.look(() -> client.inspectContainerCmd(id).exec());
  }

  /** Asked by its whole name: the engine would take the beginning of an id for one, too. */
  Look<InspectContainerResponse> byName(ContainerName name) {
    return EngineAnswers.look(
        () -> {
          InspectContainerResponse found = client.inspectContainerCmd(name.value()).exec();
          if (!name(found).equals(name)) {
            throw new NotFoundException("no container is called " + name);
          }
          return found;
        });
  }

  /** What is not ours is not there. */
  Look<ContainerView> ours(Look<InspectContainerResponse> look) {
    return look.then(found -> isOurs(found) ? Look.found(view(found)) : Look.absent());
  }

  boolean isOurs(InspectContainerResponse container) {
    return installation.value().equals(labels(container).get(ContainerDefinition.INSTALLATION));
  }

  Listing<ContainerView> list(InstallationId whose, Optional<RunId> run) {
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
      case Look.Found<List<Container>>(List<Container> containers) ->
          // The list does not say how a container ended: each is looked at.
          Listing.looking(
              containers.stream().filter(container -> belongsTo(container, run)).toList(),
              container -> byId(container.getId()).then(found -> Look.found(view(found))));
    };
  }

  private static boolean belongsTo(Container container, Optional<RunId> run) {
    Map<String, String> labels = Objects.requireNonNullElse(container.getLabels(), Map.of());
    return run.map(
            r -> OwnerTags.value(labels, OwnerTags.RUN).filter(r.toString()::equals).isPresent())
        .orElse(true);
  }

  private static ContainerView view(InspectContainerResponse container) {
    return new ContainerView(
        handle(container), labels(container), States.of(container.getState()), Facts.of(container));
  }

  static ContainerHandle handle(InspectContainerResponse container) {
    return new ContainerHandle(DockerRuntime.NAME, name(container), container.getId());
  }

  private static ContainerName name(InspectContainerResponse container) {
    // The engine writes it as a path.
    return new ContainerName(container.getName().substring(1));
  }

  private static Map<String, String> labels(InspectContainerResponse container) {
    return Objects.requireNonNullElse(container.getConfig().getLabels(), Map.of());
  }
}
