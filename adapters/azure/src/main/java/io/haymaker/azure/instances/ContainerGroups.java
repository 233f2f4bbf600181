package io.haymaker.azure.instances;

import com.azure.core.util.Context;
import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerName;
import java.util.Objects;
import java.util.Optional;

/** The calls about container groups, one by one. */
final class ContainerGroups {

  private final ContainerInstanceManagementClient client;
  private final ContainerInstancesSettings settings;

  ContainerGroups(ContainerInstanceManagementClient client, ContainerInstancesSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** The handle of a name under our settings; makes no call. */
  ContainerHandle handle(ContainerName name) {
    return new ContainerHandle(
        ContainerInstancesSettings.RUNTIME,
        name,
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ContainerInstance/containerGroups/%s"
            .formatted(client.getSubscriptionId(), settings.resourceGroup(), name));
  }

  /** A group with its states. */
  Look<ContainerGroupInner> find(ContainerHandle handle) {
    return SdkCall.look(
        () -> client.getContainerGroups().getByResourceGroup(group(handle), handle.name().value()));
  }

  /** Every group of ours and of others, without any state. */
  Listing<ContainerGroupInner> all() {
    return SdkCall.listing(
        () ->
            client.getContainerGroups().listByResourceGroup(settings.resourceGroup()).stream()
                .toList());
  }

  /**
   * Writes a group that is not there, and does not wait for it. No room now is no refusal: the
   * quota is free again when others have ended.
   */
  Outcome<ContainerHandle> create(ContainerHandle handle, ContainerGroupInner group) {
    Outcome<ContainerHandle> created =
        SdkCall.effect(
                () ->
                    client
                        .getContainerGroups()
                        .beginCreateOrUpdate(
                            settings.resourceGroup(), handle.name().value(), group))
            .map(_ -> handle);
    return created instanceof Outcome.Refused<ContainerHandle>(Problem problem)
            && problem.is("ContainerGroupQuotaReached")
        ? new Outcome.Busy<>(problem, Optional.empty())
        : created;
  }

  Outcome<Removal> stop(ContainerHandle handle) {
    return SdkCall.effect(
            () ->
                client
                    .getContainerGroups()
                    .stopWithResponse(group(handle), handle.name().value(), Context.NONE))
        .map(_ -> Removal.REMOVED);
  }

  Outcome<String> logs(ContainerHandle handle, int tailLines) {
    return SdkCall.effect(
            () ->
                client
                    .getContainers()
                    .listLogsWithResponse(
                        group(handle),
                        handle.name().value(),
                        GroupDefinition.CONTAINER,
                        tailLines,
                        false,
                        Context.NONE)
                    .getValue())
        .map(logs -> Objects.requireNonNullElse(logs.content(), ""));
  }

  /** The handle's own group: it was made under the settings of its time. */
  private String group(ContainerHandle handle) {
    return ResourceId.of(handle.nativeId()).groupName().orElse(settings.resourceGroup());
  }
}
