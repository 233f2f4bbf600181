package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.validation.BusCheck;
import io.haymaker.azure.validation.KeyVaultCheck;
import io.haymaker.azure.validation.PlacementCheck;
import io.haymaker.azure.validation.SubscriptionCheck;
import io.haymaker.core.event.EventSource;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.validation.Check;
import java.util.List;

/** The checks before a run, in the order in which they are shown. */
final class Checks {
  private Checks() {}

  static List<Check> of(
      PlaneSettings settings, AzureCloud cloud, EventSource events, InstallationId installation) {
    ResourceId environment = ResourceId.of(settings.containers().environmentId());
    return List.of(
        new SubscriptionCheck(
            cloud.reader(),
            ResourceId.group(
                settings.azure().subscription(), settings.containers().resourceGroup())),
        new KeyVaultCheck(cloud.secrets(), installation),
        new BusCheck(events),
        new PlacementCheck(cloud.quota(), environment, settings.nodeType()));
  }
}
