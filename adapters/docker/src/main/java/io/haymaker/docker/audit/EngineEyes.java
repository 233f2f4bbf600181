package io.haymaker.docker.audit;

import com.github.dockerjava.api.model.Container;
import io.haymaker.core.audit.AuditReads.Scope;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is left on an engine and in its machine's memory. All containers are listed, whosever they
 * are, and judged by their labels here: a filter of the engine's that finds too little would hide
 * leftovers.
 */
public final class EngineEyes {
  private static final String INSTALLATION = "haymaker.installation";

  private final DockerEngine engine;
  private final Function<InstallationId, Path> secrets;

  /**
   * @param secrets where an installation's secrets lie in memory, one folder {@code RUN.CONTAINER}
   *     for each container
   */
  public EngineEyes(DockerEngine engine, Function<InstallationId, Path> secrets) {
    this.engine = engine;
    this.secrets = secrets;
  }

  /** Containers, ended ones included, and what is left of their secrets; each in words. */
  public Listing<String> containers(Scope scope) {
    Listing<String> containers =
        switch (all()) {
          case Listing.CouldNotLook<Container>(Problem problem) ->
              new Listing.CouldNotLook<>(problem);
          case Listing.Complete<Container>(List<Container> found) ->
              Listing.complete(
                  found.stream()
                      .filter(container -> isOf(container, scope))
                      .map(EngineEyes::words)
                      .toList());
        };
    return containers.and(secretFolders(scope));
  }

  /** Who has a container's name, whosever it is. */
  public Look<String> holder(String name) {
    return switch (all()) {
      case Listing.CouldNotLook<Container>(Problem problem) -> new Look.CouldNotLook<>(problem);
      case Listing.Complete<Container>(List<Container> containers) ->
          containers.stream()
              .filter(container -> names(container).anyMatch(name::equals))
              .findFirst()
              .map(container -> Look.found("container " + container.getId()))
              .orElseGet(Look::absent);
    };
  }

  private Listing<Container> all() {
    Look<List<Container>> look =
        EngineAnswers.look(() -> engine.client().listContainersCmd().withShowAll(true).exec());
    return switch (look) {
      case Look.Found<List<Container>>(List<Container> containers) -> Listing.complete(containers);
      case Look.CouldNotLook<List<Container>>(Problem problem) ->
          new Listing.CouldNotLook<>(problem);
      case Look.Absent<List<Container>> _ ->
          Listing.couldNotLook("EngineAway", "what answers there is no Docker engine");
    };
  }

  private static boolean isOf(Container container, Scope scope) {
    Map<String, String> labels = Objects.requireNonNullElse(container.getLabels(), Map.of());
    boolean isOfInstallation = scope.installation().value().equals(labels.get(INSTALLATION));
    return scope.covers(labels) || (isOfInstallation && scope.run().isEmpty());
  }

  private static String words(Container container) {
    return "container %s (%s)"
        .formatted(names(container).findFirst().orElse(container.getId()), container.getStatus());
  }

  private static Stream<String> names(Container container) {
    return Arrays.stream(Objects.requireNonNullElse(container.getNames(), new String[0]))
        .map(name -> name.startsWith("/") ? name.substring(1) : name);
  }

  private Listing<String> secretFolders(Scope scope) {
    Path folder = secrets.apply(scope.installation());
    try (Stream<Path> places = Files.list(folder)) {
      return Listing.complete(
          places
              .map(place -> String.valueOf(place.getFileName()))
              .filter(name -> scope.run().map(run -> name.startsWith(run + ".")).orElse(true))
              .map(name -> "secrets in memory: " + folder.resolve(name))
              .toList());
    } catch (NoSuchFileException e) {
      return Listing.complete(List.of());
    } catch (IOException e) {
      return Listing.couldNotLook("SecretsFolder", "%s cannot be read: %s".formatted(folder, e));
    }
  }
}
