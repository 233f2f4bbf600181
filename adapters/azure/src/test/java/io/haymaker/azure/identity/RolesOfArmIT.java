package io.haymaker.azure.identity;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.cloud.RoleAssignmentsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class RolesOfArmIT extends RoleAssignmentsContract {
  private static final String GROUP = "roles-contract";

  @TempDir static Path data;
  private static EmulatedAzure azure;

  @BeforeAll
  static void start() {
    azure = EmulatedAzure.in(data);
    azure.put(
        ResourceId.group(azure.subscription(), GROUP).value(),
        "2025-04-01",
        "{\"location\":\"westeurope\"}");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Override
  protected RoleAssignments roles() {
    return azure.cloud().roles();
  }

  @Override
  protected String scope() {
    return ResourceId.group(azure.subscription(), GROUP).value();
  }
}
