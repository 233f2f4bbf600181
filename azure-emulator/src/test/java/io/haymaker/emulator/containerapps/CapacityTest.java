package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {

  private static final ResourceId ID =
      ResourceId.inGroup("s", "g", "Microsoft.App", "managedEnvironments", "e");

  @ParameterizedTest
  @CsvSource({
    "D16,2,64,false",
    "E8,2,64,false",
    "E16,2,64,true",
    "D32,2,64,true",
    "E32,2,64,true",
    "D16,2,60,true",
    "E8,8,32,false",
    "E8,7.8,32,true",
    "E16,2,121.6,true",
    "E16,2,121.61,false",
    "Consumption,4,8,true",
    "Consumption,0.25,0.5,true",
    "Consumption,0.3,0.6,false",
    "Consumption,1,4,false",
    "Consumption,8,16,false"
  })
  void aContainerFitsWhatANodeReallyOffers(String type, String cores, String memory, boolean fits) {
    WorkloadProfile profile =
        new WorkloadProfile("p", ProfileType.named(type).orElseThrow(), 0, 10);
    ContainerSpec container =
        new ContainerSpec("c", "i", List.of(), List.of(), size(cores, memory), List.of());
    if (fits) {
      assertThatCode(() -> WorkloadRules.checkFits(container, profile)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> WorkloadRules.checkFits(container, profile))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("ContainerAppInvalidResourceTotal");
    }
  }

  @Test
  void aDedicatedNodeCountsWithAllItsCoresAndSmallReplicasShareIt() {
    WorkloadProfile profile = new WorkloadProfile("big", ProfileType.E16, 1, 10);
    ManagedEnvironment environment = new ManagedEnvironment(ID, List.of(profile));

    assertThat(loaded(environment, 0, "2", "64").nodes(profile)).isEqualTo(1);
    assertThat(loaded(environment, 1, "2", "64").nodes(profile)).isEqualTo(1);
    assertThat(loaded(environment, 2, "2", "64").nodes(profile)).isEqualTo(2);
    assertThat(loaded(environment, 4, "2", "30").nodes(profile)).isEqualTo(1);
    assertThat(loaded(environment, 5, "2", "30").nodes(profile)).isEqualTo(2);
    assertThat(loaded(environment, 2, "2", "64").cores(ProfileFamily.MEMORY_OPTIMIZED))
        .isEqualTo(32);
    assertThat(loaded(environment, 2, "2", "64").cores(ProfileFamily.GENERAL_PURPOSE)).isZero();
  }

  @Test
  void theStandardQuotaHoldsThreeLargeAgentsAndAskingForAFourthNamesTheQuota() {
    WorkloadProfile profile = new WorkloadProfile("big", ProfileType.E16, 0, 10);
    ManagedEnvironment environment = new ManagedEnvironment(ID, List.of(profile));
    Capacity.Load more = new Capacity.Load("big", size("2", "64"));

    assertThatCode(
            () -> loaded(environment, 2, "2", "64").require(more, profile, Settings.standard()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> loaded(environment, 3, "2", "64").require(more, profile, Settings.standard()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Maximum Allowed Cores exceeded for the Managed Environment")
        .hasMessageContaining("ManagedEnvironmentMemoryOptimizedCores: 50, needed: 64");
    Settings larger =
        Settings.standard()
            .with(
                Json.object()
                    .set(
                        "quotas", Json.object().put("ManagedEnvironmentMemoryOptimizedCores", 64)));
    assertThatCode(() -> loaded(environment, 3, "2", "64").require(more, profile, larger))
        .doesNotThrowAnyException();
  }

  @Test
  void theNodesOfAProfileAreBounded() {
    WorkloadProfile profile = new WorkloadProfile("big", ProfileType.E16, 0, 1);
    ManagedEnvironment environment = new ManagedEnvironment(ID, List.of(profile));
    assertThatThrownBy(
            () ->
                loaded(environment, 1, "2", "64")
                    .require(
                        new Capacity.Load("big", size("2", "64")), profile, Settings.standard()))
        .hasMessageContaining("MaximumNodeCountExceeded");
  }

  @Test
  void consumptionCountsTheCoresThatAreAskedFor() {
    WorkloadProfile profile = new WorkloadProfile("Consumption", ProfileType.CONSUMPTION, 0, 0);
    ManagedEnvironment environment = new ManagedEnvironment(ID, List.of(profile));
    Capacity capacity =
        new Capacity(
            environment,
            Collections.nCopies(3, new Capacity.Load("Consumption", size("0.25", "0.5"))));
    assertThat(capacity.cores(ProfileFamily.CONSUMPTION)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "a1", "a-b", "haymaker-agent-x-abc234", "abcdefghijklmnopqrstuvwxyz012345"})
  void aJobNameWithinTheRulesPasses(String name) {
    assertThatCode(() -> WorkloadName.check("job", name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1a",
        "-ab",
        "ab-",
        "a--b",
        "Ab",
        "a_b",
        "abcdefghijklmnopqrstuvwxyz0123456",
        ""
      })
  void aJobNameOutsideTheRulesIsRefused(String name) {
    assertThatThrownBy(() -> WorkloadName.check("job", name))
        .hasMessageContaining("ContainerAppInvalidName");
  }

  private static Capacity loaded(
      ManagedEnvironment environment, int replicas, String cores, String memory) {
    return new Capacity(
        environment,
        Collections.nCopies(
            replicas,
            new Capacity.Load(environment.profiles().getFirst().name(), size(cores, memory))));
  }

  private static ReplicaSize size(String cores, String memory) {
    return new ReplicaSize(new BigDecimal(cores), new BigDecimal(memory));
  }
}
