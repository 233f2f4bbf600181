package io.haymaker.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceDelayProvider;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils;
import com.azure.resourcemanager.resources.models.GenericResource;
import com.azure.resourcemanager.resources.models.ResourceGroup;
import io.haymaker.emulator.SdkClients;
import io.haymaker.emulator.TestCloud;
import io.haymaker.emulator.cloud.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The official client for Java does its work here as it does in the cloud. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArmSdkIT {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestCloud cloud;

  @SuppressWarnings("NullAway.Init")
  private ResourceManager manager;

  @BeforeAll
  void start() throws IOException {
    cloud = TestCloud.start(folder, Settings.immediate());
    cloud.settings("{\"operationTime\":\"PT0.3S\",\"retryAfter\":\"PT0.1S\"}");
    // The client's own waits would make the test slow; they are not what it is about.
    ResourceManagerUtils.InternalRuntimeContext.setDelayProvider(
        new ResourceDelayProvider() {
          @Override
          public Duration getDelayDuration(Duration delay) {
            return Duration.ofMillis(100);
          }
        });
    SdkClients sdk = new SdkClients(cloud.emulator().info());
    manager =
        ResourceManager.configure()
            .withHttpClient(sdk.http())
            .withLogLevel(HttpLogDetailLevel.NONE)
            .authenticate(sdk.credential(), sdk.profile())
            .withSubscription(cloud.emulator().info().subscriptionId());
  }

  @AfterAll
  void stop() throws IOException {
    cloud.close();
  }

  @Test
  void groupsAreMadeFoundByTagAndDeleted() {
    ResourceGroup group =
        manager
            .resourceGroups()
            .define("sdk-group")
            .withRegion(Region.EUROPE_WEST)
            .withTag("RunId", "r1")
            .create();

    assertThat(group.provisioningState()).isEqualTo("Succeeded");
    assertThat(manager.resourceGroups().contain("sdk-group")).isTrue();
    assertThat(manager.resourceGroups().listByTag("RunId", "r1").stream()).hasSize(1);
    manager.resourceGroups().deleteByName("sdk-group");
    assertThat(manager.resourceGroups().contain("sdk-group")).isFalse();
  }

  @Test
  void resourcesOfEachOperationStyleAreMadeListedAndDeletedById() {
    manager.resourceGroups().define("sdk-any").withRegion(Region.EUROPE_WEST).create();
    for (String[] type :
        new String[][] {
          {"Microsoft.Web", "serverfarms"},
          {"Microsoft.Network", "networkSecurityGroups"},
          {"Microsoft.Storage", "storageAccounts"},
          {"Microsoft.ManagedIdentity", "userAssignedIdentities"}
        }) {
      GenericResource made =
          manager
              .genericResources()
              .define("sdkthing")
              .withRegion(Region.EUROPE_WEST)
              .withExistingResourceGroup("sdk-any")
              .withResourceType(type[1])
              .withProviderNamespace(type[0])
              .withoutPlan()
              .withTag("RunId", "r2")
              .withProperties(Map.of("a", "b"))
              .withApiVersion("2024-01-01")
              .create();

      assertThat(made.resourceType()).isEqualTo(type[1]);
      assertThat(
              manager.genericResources().listByTag("sdk-any", "RunId", "r2").stream()
                  .map(GenericResource::id))
          .contains(made.id());
      // Without a version, the client asks the provider for one first.
      assertThat(manager.genericResources().getById(made.id()).name()).isEqualTo("sdkthing");
      manager.genericResources().deleteById(made.id(), "2024-01-01");
      assertThatThrownBy(() -> manager.genericResources().getById(made.id(), "2024-01-01"))
          .isInstanceOf(ManagementException.class)
          .hasMessageContaining("was not found");
    }
  }

  @Test
  void rolesAreAssignedListedAndRemoved() throws IOException {
    SdkClients sdk = new SdkClients(cloud.emulator().info());
    AuthorizationManager authorization =
        AuthorizationManager.configure()
            .withHttpClient(sdk.http())
            .authenticate(sdk.credential(), sdk.profile());
    String scope =
        manager.resourceGroups().define("sdk-roles").withRegion(Region.EUROPE_WEST).create().id();
    String principal = UUID.randomUUID().toString();
    var assignments = authorization.roleServiceClient().getRoleAssignments();

    var made =
        assignments.create(
            scope,
            UUID.randomUUID().toString(),
            new RoleAssignmentCreateParameters()
                .withPrincipalId(principal)
                .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                .withRoleDefinitionId(
                    cloud.subscription()
                        + "/providers/Microsoft.Authorization/roleDefinitions/"
                        + READER));

    assertThat(made.principalId()).isEqualTo(principal);
    // This client does not encode the filter itself.
    assertThat(
            assignments
                .listForScope(
                    scope,
                    "principalId%20eq%20'" + principal + "'",
                    null,
                    null,
                    com.azure.core.util.Context.NONE)
                .stream())
        .hasSize(1);
    assertThat(
            authorization.roleDefinitions().getByScopeAndRoleName(scope, "Contributor").roleName())
        .isEqualTo("Contributor");
    assignments.delete(scope, made.name());
    assertThat(assignments.delete(scope, made.name())).isNull();
  }
}
