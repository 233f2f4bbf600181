package io.haymaker.emulator.containerinstances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.containerinstance.fluent.ContainerInstanceManagementClient;
import com.azure.resourcemanager.containerinstance.fluent.models.ContainerGroupInner;
import com.azure.resourcemanager.containerinstance.implementation.ContainerInstanceManagementClientBuilder;
import com.azure.resourcemanager.containerinstance.models.Container;
import com.azure.resourcemanager.containerinstance.models.ContainerGroupRestartPolicy;
import com.azure.resourcemanager.containerinstance.models.EnvironmentVariable;
import com.azure.resourcemanager.containerinstance.models.OperatingSystemTypes;
import com.azure.resourcemanager.containerinstance.models.ResourceRequests;
import com.azure.resourcemanager.containerinstance.models.ResourceRequirements;
import io.haymaker.emulator.SdkClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerInstancesSdkTest {

  @Test
  void theOfficialClientMakesReadsStopsStartsAndDeletesAGroup(@TempDir Path data) throws Exception {
    try (GroupsFixture cloud = GroupsFixture.start(data)) {
      cloud.settings("{\"operationTime\":\"PT0.2S\"}");
      ContainerInstanceManagementClient client = client(cloud);
      var groups = client.getContainerGroups();

      ContainerGroupInner made = groups.createOrUpdate(GroupsFixture.GROUP, "sdk", group());

      assertThat(made.provisioningState()).isEqualTo("Succeeded");
      assertThat(made.instanceView().state()).isEqualTo("Running");
      assertThat(made.containers().getFirst().instanceView().currentState().state())
          .isEqualTo("Running");
      assertThat(made.tags()).containsEntry("colour", "blue");
      assertThat(groups.list().stream()).hasSize(1).allMatch(one -> one.instanceView() == null);
      GroupsFixture.await(() -> log(client).contains("ready"));
      assertThat(client.getLocations().listUsage("westeurope").stream())
          .anyMatch(usage -> usage.name().value().equals("ContainerGroups"));

      groups.stop(GroupsFixture.GROUP, "sdk");
      GroupsFixture.await(() -> state(client).equals("Stopped"));
      groups.start(GroupsFixture.GROUP, "sdk");
      GroupsFixture.await(() -> state(client).equals("Running"));
      groups.restart(GroupsFixture.GROUP, "sdk");
      GroupsFixture.await(() -> state(client).equals("Running"));

      groups.delete(GroupsFixture.GROUP, "sdk");
      assertThatThrownBy(() -> groups.getByResourceGroup(GroupsFixture.GROUP, "sdk"))
          .isInstanceOfSatisfying(
              ManagementException.class,
              gone -> assertThat(gone.getResponse().getStatusCode()).isEqualTo(404));
    }
  }

  private static ContainerInstanceManagementClient client(GroupsFixture cloud) throws IOException {
    SdkClients sdk = new SdkClients(cloud.emulator.info());
    return new ContainerInstanceManagementClientBuilder()
        .pipeline(
            new HttpPipelineBuilder()
                .httpClient(sdk.http())
                .policies(
                    new BearerTokenAuthenticationPolicy(
                        sdk.credential(), cloud.emulator.info().armEndpoint() + "/.default"))
                .build())
        .endpoint(cloud.emulator.info().armEndpoint())
        .subscriptionId(cloud.emulator.info().subscriptionId())
        .defaultPollInterval(Duration.ofMillis(50))
        .buildClient();
  }

  private static ContainerGroupInner group() {
    return new ContainerGroupInner()
        .withLocation("westeurope")
        .withTags(Map.of("colour", "blue"))
        .withOsType(OperatingSystemTypes.LINUX)
        .withRestartPolicy(ContainerGroupRestartPolicy.NEVER)
        .withContainers(
            List.of(
                new Container()
                    .withName("main")
                    .withImage(GroupsFixture.SHELL)
                    .withEnvironmentVariables(
                        List.of(
                            new EnvironmentVariable()
                                .withName("SCRIPT")
                                .withSecureValue("echo ready; exec sleep 1000")))
                    .withResources(
                        new ResourceRequirements()
                            .withRequests(new ResourceRequests().withCpu(1).withMemoryInGB(1.5)))));
  }

  private static String log(ContainerInstanceManagementClient client) {
    return client
        .getContainers()
        .listLogsWithResponse(GroupsFixture.GROUP, "sdk", "main", 10, false, Context.NONE)
        .getValue()
        .content();
  }

  private static String state(ContainerInstanceManagementClient client) {
    var view =
        client.getContainerGroups().getByResourceGroup(GroupsFixture.GROUP, "sdk").instanceView();
    return view == null ? "" : view.state();
  }
}
