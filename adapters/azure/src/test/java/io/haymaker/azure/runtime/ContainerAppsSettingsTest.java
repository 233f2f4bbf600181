package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.runtime.Restart;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerAppsSettingsTest {

  private static final String ENVIRONMENT =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.App/managedEnvironments/e";

  @ParameterizedTest
  @CsvSource({
    "'', v, n, vnet_resource_group",
    "g, ' ', n, vnet_name",
    "g, v, '', subnet_name",
  })
  void aMissingNetworkIsNamed(String group, String vnet, String subnet, String field) {
    assertThatThrownBy(() -> new ContainerAppsSettings.Network(group, vnet, subnet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(field + " is missing");
  }

  @Test
  void theFloorHolds() {
    assertThat(settings(new ContainerSize(2, 64)).size()).isEqualTo(new ContainerSize(2, 64));
    assertThatThrownBy(() -> settings(new ContainerSize(2, 63.5)))
        .hasMessage("container_memory_gb must be at least 64, is 63.5");
    assertThatThrownBy(() -> settings(new ContainerSize(1, 64)))
        .hasMessage("container_cpu_cores must be at least 2, is 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a-b", "web-agent", "a23456789012345678901234567890-1"})
  void jobNamesThatContainerAppsTakes(String name) {
    assertThat(objection(name, 64)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "1a", "A-b", "a--b", "a-", "-a", "a_b", "a23456789012345678901234567890-12"})
  void jobNamesThatItRefuses(String name) {
    assertThat(objection(name, 64)).map(Problem::code).contains("InvalidName");
  }

  @Test
  void sizesOutsideTheLimitsAreRefusedBeforeAnyCall() {
    assertThat(objection("ab", 63)).map(Problem::code).contains("TooSmall");
    assertThat(objection("ab", 300)).map(Problem::code).contains("TooLarge");
  }

  @Test
  void memoryIsWrittenInGi() {
    var job = new JobDefinition(settings(new ContainerSize(2, 64))).of(spec("ab", 64));

    assertThat(job.template().containers().getFirst().resources().memory()).isEqualTo("64Gi");
    assertThat(job.configuration().replicaTimeout()).isEqualTo(36000);
    assertThat(job.configuration().replicaRetryLimit()).isZero();
  }

  private static Optional<Problem> objection(String name, double memory) {
    var capabilities =
        new Capabilities(
            ContainerAppsSettings.RUNTIME,
            WorkloadParts.NAME_LIMIT,
            ContainerAppsSettings.FLOOR,
            WorkloadParts.LARGEST,
            Set.of(Restart.NEVER),
            Set.of());
    return WorkloadParts.objection(spec(name, memory), capabilities);
  }

  private static ContainerAppsSettings settings(ContainerSize size) {
    return new ContainerAppsSettings(
        "g",
        "westeurope",
        ENVIRONMENT,
        "e32",
        ContainerAppsSettings.SYSTEM_IDENTITY,
        "haymaker/agent:1",
        size,
        Optional.empty(),
        new ContainerAppsSettings.Network("g", "v", "n"),
        AgentKind.JOB);
  }

  private static LaunchSpec spec(String name, double memory) {
    return new LaunchSpec(
        new ContainerName(name),
        "haymaker/agent:1",
        new ContainerSize(2, memory),
        Map.of(),
        Map.of(),
        Map.of(),
        Duration.ofHours(10));
  }
}
