package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.ReplicaInner;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.LaunchSpec;
import java.util.List;
import java.util.Objects;

/** The calls about apps and their replicas, one by one. */
final class Apps {

  /** What the path of an app has before its name. */
  static final String SEGMENT = "/providers/Microsoft.App/containerApps/";

  private final ContainerAppsApiClient client;
  private final ContainerAppsSettings settings;
  private final AppDefinition definition;

  Apps(ContainerAppsApiClient client, ContainerAppsSettings settings, AppScale scale) {
    this.client = client;
    this.settings = settings;
    this.definition = new AppDefinition(settings, scale);
  }

  /** The handle of a name under our settings; makes no call. */
  ContainerHandle handle(ContainerName name) {
    return new ContainerHandle(
        ContainerAppsSettings.RUNTIME,
        name,
        "/subscriptions/%s/resourceGroups/%s%s%s"
            .formatted(client.getSubscriptionId(), settings.resourceGroup(), SEGMENT, name));
  }

  Look<ContainerAppInner> find(ContainerHandle handle) {
    return SdkCall.look(
        () -> client.getContainerApps().getByResourceGroup(group(handle), handle.name().value()));
  }

  /** The replicas of one revision. */
  Look<List<ReplicaInner>> replicas(ContainerHandle handle, String revision) {
    return SdkCall.look(
        () ->
            Objects.requireNonNullElse(
                client
                    .getContainerAppsRevisionReplicas()
                    .listReplicas(group(handle), handle.name().value(), revision)
                    .value(),
                List.of()));
  }

  /** Every app of our group, whoever made it. */
  Listing<ContainerAppInner> all() {
    return SdkCall.listing(
        () ->
            client.getContainerApps().listByResourceGroup(settings.resourceGroup()).stream()
                .toList());
  }

  /** Writes the app, which begins it, and waits until that is done. */
  Outcome<ContainerHandle> define(LaunchSpec spec) {
    return Provisioning.of(
            () ->
                client
                    .getContainerApps()
                    .beginCreateOrUpdate(
                        settings.resourceGroup(), spec.name().value(), definition.of(spec)),
            ContainerAppInner::new)
        .map(_ -> handle(spec.name()));
  }

  /** Takes all replicas away and lets none begin; need not have ended them on return. */
  Outcome<Removal> stop(ContainerHandle handle) {
    return SdkCall.effect(
            () -> client.getContainerApps().beginStop(group(handle), handle.name().value()).poll())
        .map(_ -> Removal.REMOVED);
  }

  /** The handle's own group: it was made under the settings of its time. */
  private String group(ContainerHandle handle) {
    return ResourceId.of(handle.nativeId()).groupName().orElse(settings.resourceGroup());
  }
}
