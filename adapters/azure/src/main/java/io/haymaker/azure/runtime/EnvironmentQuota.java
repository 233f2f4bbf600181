package io.haymaker.azure.runtime;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.resource.ResourceId;
import java.util.Optional;

/** What an environment uses of its quota: for computing a placement before anything is made. */
public final class EnvironmentQuota {

  /**
   * One quota.
   *
   * @param name the service's own word for it, e.g. {@code ManagedEnvironmentGeneralPurposeCores}
   * @param used how much is used now, in {@code unit}
   * @param limit how much there may be, in {@code unit}
   */
  public record Usage(String name, double used, double limit, String unit) {}

  private final ContainerAppsApiClient client;

  public EnvironmentQuota(ContainerAppsApiClient client) {
    this.client = client;
  }

  /** Every quota of an environment; changes nothing. */
  public Listing<Usage> of(ResourceId environment) {
    String group =
        environment
            .groupName()
            .orElseThrow(() -> new IllegalArgumentException("not in a group: " + environment));
    return SdkCall.listing(
        () ->
            client.getManagedEnvironmentUsages().list(group, environment.name()).stream()
                .map(
                    usage ->
                        new Usage(
                            Optional.ofNullable(usage.name().value()).orElse(""),
                            usage.currentValue(),
                            usage.limit(),
                            String.valueOf(usage.unit())))
                .toList());
  }
}
