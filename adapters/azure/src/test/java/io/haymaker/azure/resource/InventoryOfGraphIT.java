package io.haymaker.azure.resource;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.cloud.InventoryContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class InventoryOfGraphIT extends InventoryContract {
  @TempDir static Path data;
  private static EmulatedAzure azure;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Override
  protected Inventory inventory() {
    return azure.cloud().inventory();
  }

  @Override
  protected ResourceId group(String name, Map<String, String> tags) {
    ResourceId id = ResourceId.group(azure.subscription(), name);
    azure.put(id.value(), "2025-04-01", body(tags));
    return id;
  }

  @Override
  protected ResourceId network(ResourceId group, String name, Map<String, String> tags) {
    String id = group + "/providers/Microsoft.Network/virtualNetworks/" + name;
    azure.put(id, "2024-07-01", body(tags));
    return ResourceId.of(id);
  }

  private static String body(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> "\"%s\":\"%s\"".formatted(tag.getKey(), tag.getValue()))
        .collect(Collectors.joining(",", "{\"location\":\"westeurope\",\"tags\":{", "}}"));
  }
}
