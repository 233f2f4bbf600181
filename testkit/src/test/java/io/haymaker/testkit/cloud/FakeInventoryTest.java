package io.haymaker.testkit.cloud;

import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.time.MovableClock;
import java.util.Map;

class FakeInventoryTest extends InventoryContract {
  private final FakeCloud cloud = new FakeCloud(new MovableClock());

  @Override
  protected Inventory inventory() {
    return cloud.inventory();
  }

  @Override
  protected ResourceId group(String name, Map<String, String> tags) {
    return cloud.plant(ResourceId.group(FakeCloud.SUBSCRIPTION, name).value(), tags);
  }

  @Override
  protected ResourceId network(ResourceId group, String name, Map<String, String> tags) {
    return cloud.plant(group + "/providers/Microsoft.Network/virtualNetworks/" + name, tags);
  }
}
