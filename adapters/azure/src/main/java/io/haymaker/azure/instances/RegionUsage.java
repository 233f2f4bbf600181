package io.haymaker.azure.instances;

import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import io.haymaker.azure.wire.SdkCall;
import io.haymaker.core.outcome.Listing;
import java.util.Objects;
import java.util.Optional;

/** What the subscription uses of its quotas in a region: for knowing before anything is made. */
public final class RegionUsage {

  /**
   * One quota.
   *
   * @param name the service's own word for it, e.g. {@code ContainerGroups}, {@code StandardCores}
   * @param used how much is used now
   * @param limit how much there may be
   */
  public record Usage(String name, long used, long limit) {}

  private final ContainerInstanceManagementClient client;

  public RegionUsage(ContainerInstanceManagementClient client) {
    this.client = client;
  }

  /** Every quota of a region; changes nothing. */
  public Listing<Usage> of(String location) {
    return SdkCall.listing(
        () ->
            client.getLocations().listUsage(location).stream()
                .map(
                    usage ->
                        new Usage(
                            Optional.ofNullable(usage.name()).map(n -> n.value()).orElse(""),
                            Objects.requireNonNullElse(usage.currentValue(), 0),
                            Objects.requireNonNullElse(usage.limit(), 0)))
                .toList());
  }
}
