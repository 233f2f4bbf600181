package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.ServiceBusEvents;
import io.haymaker.azure.registry.RegistrySettings;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.azure.validation.PlacementCheck;
import io.haymaker.azure.validation.PriceList;
import io.haymaker.azure.validation.SubscriptionCheck;
import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.run.NameRegistry;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.validation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Agents on Azure Container Apps. */
final class AppsHouse implements AgentHouse {
  private final AgentPlace.ContainerApps place;
  private final PlaneSettings settings;
  private final AzureCloud cloud;

  AppsHouse(AgentPlace.ContainerApps place, PlaneSettings settings, AzureCloud cloud) {
    this.place = place;
    this.settings = settings;
    this.cloud = cloud;
  }

  @Override
  public ContainerRuntime runtime(InstallationId installation) {
    return cloud.containerApps(place.settings(), installation);
  }

  @Override
  public NameRegistry names() {
    return cloud.names(place.settings());
  }

  @Override
  public AuditReads audit() {
    return cloud.audit();
  }

  @Override
  public List<Check> loginChecks(ServiceBusEvents events) {
    ContainerAppsSettings containers = place.settings();
    var checks =
        new ArrayList<>(
            cloud
                .checks()
                .ofLogin(
                    Optional.of(containers),
                    settings.checks().allowedSubscriptions(),
                    events::topic));
    checks.add(
        new SubscriptionCheck(
            cloud.reader(),
            ResourceId.group(settings.azure().subscription(), containers.resourceGroup())));
    return checks;
  }

  @Override
  public List<Check> containerChecks() {
    ContainerAppsSettings containers = place.settings();
    var registry = new RegistrySettings(containers.registry(), settings.checks().registry());
    var checks =
        new ArrayList<>(
            cloud
                .checks()
                .ofContainers(
                    containers,
                    place.nodeType(),
                    cloud.images(registry),
                    PriceList.of(settings.checks().prices())));
    checks.add(
        new PlacementCheck(
            cloud.quota(), ResourceId.of(containers.environmentId()), place.nodeType()));
    return checks;
  }
}
