package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.run.NameRegistry;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.validation.Check;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.audit.EngineEyes;
import io.haymaker.docker.runtime.DockerSettings;
import io.haymaker.docker.validation.EngineCheck;
import io.haymaker.docker.validation.ImageCheck;
import io.haymaker.docker.validation.NetworkCheck;
import io.haymaker.docker.validation.RoomCheck;
import java.util.List;
import java.util.Optional;

/** Agents on a Docker engine of this machine. */
final class EngineHouse implements AgentHouse {
  private final AgentPlace.Docker place;
  private final PlaneSettings settings;
  private final AzureCloud cloud;
  private final DockerEngine engine;
  private final EngineEyes eyes;

  EngineHouse(AgentPlace.Docker place, PlaneSettings settings, AzureCloud cloud) {
    this.place = place;
    this.settings = settings;
    this.cloud = cloud;
    this.engine = place.own().engine();
    this.eyes = new EngineEyes(engine, DockerSettings::secretsOf);
  }

  @Override
  public ContainerRuntime runtime(InstallationId installation) {
    ContainerRuntime runtime =
        place.own().runtime(place.network(), installation, cloud.secretReader());
    return place
        .image()
        .<ContainerRuntime>map(image -> new ImageFirst(runtime, image))
        .orElse(runtime);
  }

  @Override
  public NameRegistry names() {
    return cloud.names(eyes::holder);
  }

  @Override
  public AuditReads audit() {
    return new EngineAuditReads(cloud.audit(), eyes);
  }

  /** That the subscription can be read is seen when the roles in it are. */
  @Override
  public List<Check> loginChecks(ServiceBusEvents events) {
    return cloud
        .checks()
        .ofLogin(Optional.empty(), settings.checks().allowedSubscriptions(), events::topic);
  }

  @Override
  public List<Check> containerChecks() {
    return List.of(
        new EngineCheck(engine, place.host(), DockerSettings.memory()),
        new ImageCheck(engine, settings.runs().image(), place.image().isPresent()),
        new NetworkCheck(engine, place.network(), place.isLocal()),
        new RoomCheck(engine, settings.runs().sizes().usual()));
  }
}
