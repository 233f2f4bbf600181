package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.scenario.ScenarioName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values become the records that the product is built from. */
class AssemblerTest {
  private static final String GROUP =
      "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/haymaker";

  @Test
  void namesBecomeIdsAndTheImageGetsItsRegistry() {
    Configuration configuration = Sample.local().with("AGENT_IDENTITY", "agents").configuration();
    var containers = containers(configuration);
    assertThat(containers.environmentId())
        .isEqualTo(GROUP + "/providers/Microsoft.App/managedEnvironments/env");
    assertThat(containers.identity())
        .isEqualTo(GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/agents");
    assertThat(containers.image()).isEqualTo("hay.azurecr.io/agent:1");
    assertThat(configuration.plane().runs().image()).isEqualTo("hay.azurecr.io/agent:1");
    assertThat(Sample.local().with("CONTAINER_IMAGE", "ghcr.io/x/agent:2").configuration())
        .extracting(other -> containers(other).image())
        .isEqualTo("ghcr.io/x/agent:2");
  }

  @Test
  void theBusIsUnderItsDomainAndAgentsSendToIt() {
    Configuration configuration = Sample.local().configuration();
    assertThat(configuration.plane().bus().namespace()).isEqualTo("hay.servicebus.windows.net");
    assertThat(configuration.plane().runs().agentEnvironment())
        .containsEntry("HAYMAKER_EVENTS_URL", "https://hay.servicebus.windows.net/agent-logs")
        .containsEntry("KEY_VAULT_URL", "https://v.vault.azure.net")
        .doesNotContainKey("HAYMAKER_CA_FILE");
    Configuration elsewhere =
        Sample.local()
            .with("SERVICE_BUS_NAMESPACE", "localhost:5671")
            .with("SERVICE_BUS_HTTPS_ENDPOINT", "https://localhost:9093/")
            .with("SERVICE_BUS_TOPIC", "t")
            .with("AGENT_CA_FILE", "/etc/ca.pem")
            .configuration();
    assertThat(elsewhere.plane().bus().namespace()).isEqualTo("localhost:5671");
    assertThat(elsewhere.plane().runs().agentEnvironment())
        .containsEntry("HAYMAKER_EVENTS_URL", "https://localhost:9093/t")
        .containsEntry("HAYMAKER_CA_FILE", "/etc/ca.pem");
  }

  @Test
  void theDefaultsAreTheSpecifications() {
    Configuration configuration = Sample.local().configuration();
    assertThat(configuration.plane().runs().pace()).isEqualTo(RunSettings.Pace.STANDARD);
    assertThat(configuration.plane().deletion()).isEqualTo(DeletionPolicy.STANDARD);
    assertThat(configuration.runs().duration()).isEqualTo(Duration.ofHours(8));
    assertThat(configuration.premises().database()).isEmpty();
    assertThat(configuration.plane().azure().endpoints().isPublic()).isTrue();
    assertThat(configuration.plane().runs().groupRoles()).containsExactly("Contributor");
  }

  @Test
  void agentsAreJobsOfOneSizeUnlessItIsSaidOtherwise() {
    Configuration usual = Sample.local().configuration();
    assertThat(containers(usual).kind()).isEqualTo(AgentKind.JOB);
    assertThat(usual.plane().runs().sizes()).isEqualTo(AgentSizes.all(new ContainerSize(2, 64)));

    Configuration other =
        Sample.local()
            .with("AGENT_KIND", "app")
            .with("CONTAINER_SIZES", "compute-01-vm=4x96, ai-02=2.5x64")
            .configuration();
    assertThat(containers(other).kind()).isEqualTo(AgentKind.APP);
    AgentSizes sizes = other.plane().runs().sizes();
    assertThat(sizes.of(new ScenarioName("compute-01-vm"))).isEqualTo(new ContainerSize(4, 96));
    assertThat(sizes.of(new ScenarioName("ai-02"))).isEqualTo(new ContainerSize(2.5, 64));
    assertThat(sizes.of(new ScenarioName("web-03"))).isEqualTo(new ContainerSize(2, 64));
  }

  @Test
  void agentsOnDockerNeedNothingOfContainerAppsAndAreSmallUnlessItIsSaidOtherwise() {
    Configuration docker = onDocker().configuration();
    var place = (AgentPlace.Docker) docker.plane().agents();
    assertThat(place.host()).isEqualTo("unix:///run/engine.sock");
    assertThat(place.network()).isEqualTo("bridge");
    assertThat(place.image()).as("the engine has the named one").isEmpty();
    assertThat(docker.plane().runs().image()).isEqualTo("hay.azurecr.io/agent:1");
    assertThat(docker.plane().runs().sizes()).isEqualTo(AgentSizes.all(new ContainerSize(1, 0.25)));
    Configuration chosen =
        onDocker()
            .with("CONTAINER_MEMORY_GB", "0.5")
            .with("CONTAINER_CPU_CORES", "0.5")
            .with("DOCKER_NETWORK", "to-azure")
            .configuration();
    assertThat(((AgentPlace.Docker) chosen.plane().agents()).network()).isEqualTo("to-azure");
    assertThat(chosen.plane().runs().sizes().usual()).isEqualTo(new ContainerSize(0.5, 0.5));
  }

  @Test
  void agentsOnDockerJoinThisMachinesNetworkWhereEverythingListensOnIt() {
    Configuration local =
        onDocker()
            .with("HAYMAKER_ARM_ENDPOINT", "https://localhost:9091")
            .with("AZURE_AUTHORITY_HOST", "https://127.0.0.1:9092")
            .with("SERVICE_BUS_HTTPS_ENDPOINT", "https://localhost:9093")
            .configuration();
    var place = (AgentPlace.Docker) local.plane().agents();
    assertThat(place.network()).isEqualTo("host");
    assertThat(place.isLocal()).isTrue();
  }

  private static Sample onDocker() {
    Sample sample =
        Sample.local()
            .with("AGENT_RUNTIME", "docker")
            .with("DOCKER_HOST", "unix:///run/engine.sock");
    for (String name :
        List.of(
            "RESOURCE_GROUP_NAME",
            "CONTAINER_APPS_ENVIRONMENT",
            "AGENT_IDENTITY",
            "VNET_RESOURCE_GROUP",
            "VNET_NAME",
            "SUBNET_NAME")) {
      sample.without(name);
    }
    return sample;
  }

  @Test
  void anotherCloudIsNotThePublicOne() {
    assertThat(
            Sample.local()
                .with("HAYMAKER_ARM_ENDPOINT", "https://localhost:9091")
                .configuration()
                .plane()
                .azure()
                .endpoints()
                .isPublic())
        .isFalse();
  }

  @Test
  void theLoginIsWhatWasChosen() {
    assertThat(Sample.local().configuration().plane().azure().login())
        .isInstanceOf(AzureLogin.ClientSecret.class);
    assertThat(
            Sample.local()
                .with("AZURE_LOGIN", "managed-identity")
                .without("AZURE_CLIENT_ID")
                .without("MAIN_SP_CLIENT_SECRET")
                .configuration()
                .plane()
                .azure()
                .login())
        .isEqualTo(new AzureLogin.ManagedIdentity(Optional.empty()));
  }

  @Test
  void theDatabaseHasItsUserAndPassword() {
    Configuration configuration =
        Sample.local()
            .with("POSTGRES_URL", "jdbc:postgresql://db:5432/hay")
            .with("POSTGRES_USER", "hay")
            .with("POSTGRES_PASSWORD", "p4ss")
            .configuration();
    assertThat(configuration.premises().database())
        .hasValueSatisfying(
            database -> {
              assertThat(database.user()).isEqualTo("hay");
              assertThat(database.password())
                  .hasValueSatisfying(password -> assertThat(password.reveal()).isEqualTo("p4ss"));
            });
    assertThat(configuration.toString()).doesNotContain("p4ss").doesNotContain(Sample.SECRET);
  }

  @Test
  void aCustomRoleComesBesideTheOthers() {
    assertThat(
            Sample.local()
                .with("AGENT_ROLES", "Reader, Website Contributor")
                .with("CUSTOM_ROLE_ID", "44444444-4444-4444-8444-444444444444")
                .configuration()
                .plane()
                .runs()
                .groupRoles())
        .containsExactly("Reader", "Website Contributor", "44444444-4444-4444-8444-444444444444");
  }

  private static ContainerAppsSettings containers(Configuration configuration) {
    return ((AgentPlace.ContainerApps) configuration.plane().agents()).settings();
  }
}
