package io.haymaker.main.config;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.docker.agent.AgentImage;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.AuthorityText;
import io.haymaker.main.wiring.OwnEngine;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Of the values: where agents run, in what, and what they trust. */
final class AgentAssembler {
  private static final ContainerSize ON_DOCKER = new ContainerSize(1, 0.25);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Values values;
  private final AgentPlace place;

  AgentAssembler(Values values) {
    this.values = values;
    this.place = isOnDocker() ? docker() : apps();
  }

  AgentPlace place() {
    return place;
  }

  private boolean isOnDocker() {
    return values.is(ContainerKeys.RUNTIME, ContainerKeys.DOCKER);
  }

  private AgentPlace.Docker docker() {
    OwnEngine engine = OwnEngine.at(values.get(ContainerKeys.DOCKER_HOST));
    return engine.place(
        values
            .find(ContainerKeys.DOCKER_NETWORK)
            .orElse(isLocal() ? AgentPlace.Docker.HOST_NETWORK : AgentPlace.Docker.BRIDGE),
        isLocal(),
        values.has(ContainerKeys.IMAGE) ? Optional.empty() : Optional.of(engine.agentImage()));
  }

  /** What listens on this machine's loopback address is reached from its own network only. */
  private boolean isLocal() {
    return Stream.of(
            values.find(CloudKeys.ARM),
            values.find(CloudKeys.AUTHORITY),
            values.find(BusKeys.HTTPS_ENDPOINT))
        .allMatch(url -> url.map(URI::getHost).filter(AgentAssembler::isLoopback).isPresent());
  }

  /** Whether a host is this machine's loopback address. */
  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }

  /** The variable that hands agents further authorities, and its value. */
  Optional<Map.Entry<String, String>> authorities() {
    Optional<Map.Entry<String, String>> file =
        values.find(ContainerKeys.AGENT_CA_FILE).map(path -> Map.entry("HAYMAKER_CA_FILE", path));
    return file.isPresent() || !isOnDocker()
        ? file
        : values
            .find(CloudKeys.CA_FILE)
            .map(path -> Map.entry("HAYMAKER_CA", AuthorityText.of(path)));
  }

  String image() {
    return switch (place) {
      case AgentPlace.ContainerApps(ContainerAppsSettings settings, String _) -> settings.image();
      case AgentPlace.Docker docker ->
          docker
              .image()
              .map(AgentImage::reference)
              .orElseGet(() -> named(values.get(ContainerKeys.IMAGE)));
    };
  }

  /** The environment of Container Apps, for who makes jobs in it. */
  ContainerAppsSettings jobs() {
    return apps().settings().as(AgentKind.JOB);
  }

  private AgentPlace.ContainerApps apps() {
    var containers =
        new ContainerAppsSettings(
            values.get(ContainerKeys.GROUP),
            values.get(ContainerKeys.LOCATION),
            id(values.get(ContainerKeys.ENVIRONMENT), "Microsoft.App/managedEnvironments"),
            values.get(ContainerKeys.WORKLOAD_PROFILE),
            values.get(ContainerKeys.IDENTITY).equals(ContainerAppsSettings.SYSTEM_IDENTITY)
                ? ContainerAppsSettings.SYSTEM_IDENTITY
                : id(
                    values.get(ContainerKeys.IDENTITY),
                    "Microsoft.ManagedIdentity/userAssignedIdentities"),
            named(values.get(ContainerKeys.IMAGE)),
            size(),
            values.find(ContainerKeys.REGISTRY),
            new ContainerAppsSettings.Network(
                values.get(ContainerKeys.VNET_GROUP),
                values.get(ContainerKeys.VNET),
                values.get(ContainerKeys.SUBNET)),
            values.get(ContainerKeys.KIND));
    return new AgentPlace.ContainerApps(containers, values.get(ContainerKeys.NODE_TYPE));
  }

  private String id(String nameOrId, String type) {
    return nameOrId.startsWith("/")
        ? nameOrId
        : "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
            .formatted(
                values.get(CloudKeys.SUBSCRIPTION),
                values.get(ContainerKeys.GROUP),
                type,
                nameOrId);
  }

  /** The first part of an image's name is a host when it looks like one. */
  private String named(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    return values
        .find(ContainerKeys.REGISTRY)
        .filter(_ -> !hasHost)
        .map(registry -> registry + "/" + image)
        .orElse(image);
  }

  /** What nobody has chosen is Azure's, and far more than an agent needs. */
  ContainerSize size() {
    double cores = values.get(ContainerKeys.CPU);
    double memory = values.get(ContainerKeys.MEMORY);
    return new ContainerSize(
        isOnDocker() && isUnchosen(ContainerKeys.CPU) ? ON_DOCKER.cpuCores() : cores,
        isOnDocker() && isUnchosen(ContainerKeys.MEMORY) ? ON_DOCKER.memoryGb() : memory);
  }

  private boolean isUnchosen(Setting<?> setting) {
    return values.source(setting) == Source.DEFAULT;
  }
}
