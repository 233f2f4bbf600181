package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.azure.runtime.ContainerAppsSettings.Network;
import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.main.emulated.DemoWiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An agent may do its work and nothing else, and what is too small or too much is not begun. */
class LeastPrivilegeIT {
  private static final String GROUPS = "?api-version=2024-11-01";
  private static final String NETWORK = "?api-version=2024-05-01";
  private static final String[] FIVE = {"one", "two", "three", "four", "five"};

  @TempDir Path folder;

  private final Bench bench = Bench.shared();
  private final CloudClient admin = bench.administrator();

  @AfterEach
  void heal() {
    bench.heal();
  }

  private Plane start(Bench where) {
    return Plane.start(where, "least_privilege", TinyScenarios.write(folder, FIVE));
  }

  @Test
  void anAgentsOwnTokenIsGoodInItsGroupAndNowhereElse() {
    bench.withQuotaForAll();
    try (Plane plane = start(bench)) {
      RunId run = plane.run(Duration.ofSeconds(4), 0, "one", "two");
      plane.awaitRunning(run, "one", "two");
      ScenarioRun own = plane.scenario(run, "one");
      ScenarioRun other = plane.scenario(run, "two");
      CloudClient agent = agent(own.identity().orElseThrow());

      String nsg = "/providers/Microsoft.Network/networkSecurityGroups/mine" + NETWORK;
      String body = "{\"location\":\"westeurope\"}";
      assertThat(agent.arm("PUT", own.plan().group().value() + nsg, body).status()).isEqualTo(201);
      assertThat(agent.arm("PUT", other.plan().group().value() + nsg, body).status())
          .isEqualTo(403);
      assertThat(agent.arm("GET", other.plan().group().value() + GROUPS).status()).isEqualTo(403);
      assertThat(agent.arm("DELETE", other.plan().group().value() + GROUPS).status())
          .isEqualTo(403);
      assertThat(
              agent
                  .arm("PUT", admin.subscription() + "/resourceGroups/of-my-own" + GROUPS, body)
                  .status())
          .isEqualTo(403);
      assertThat(agent.vault("GET", "/secrets").status()).isEqualTo(403);
      for (ScenarioRun scenario : List.of(own, other)) {
        String secret = "/secrets/" + scenario.plan().identity().secretName();
        assertThat(agent.vault("GET", secret).status()).isEqualTo(403);
      }
      Reports.assertClean(plane.report(run));
    }
  }

  @Test
  void withoutItsVaultSecretAnAgentDoesNotStartAndTheRunSaysSo() {
    bench.withQuotaForAll();
    bench.fault(
        FaultRule.always(
            "time",
            "POST",
            "/**/Microsoft.App/jobs/one-*/start",
            new Effect.Delay(Duration.ofSeconds(4))));
    try (Plane plane = start(bench)) {
      RunId run = plane.run(Duration.ofSeconds(2), 0, "one", "two");
      String secret = plane.awaitPlan(run, "one").plan().identity().secretName();
      Awaiting.until("the start", Duration.ofSeconds(60), () -> bench.hits("time") > 0);
      assertThat(admin.vault("DELETE", "/secrets/" + secret).isGood()).isTrue();

      JsonNode report = plane.report(run);

      ScenarioRun scenario = plane.scenario(run, "one");
      assertThat(scenario.result()).hasValue(ScenarioRun.Result.FAILED);
      assertThat(scenario.failure().orElse("")).contains("failed");
      assertThat(report.path("scenarios").path(0).path("resources_created").asInt()).isZero();
      assertThat(report.path("scenarios").path(0).path("error").asString()).contains("failed");
      assertThat(plane.scenario(run, "two").result()).hasValue(ScenarioRun.Result.SUCCEEDED);
      Reports.assertClean(report);
    }
  }

  @Test
  void aContainerBelowTheFloorOrOutsideANetworkIsRefusedBeforeAnyRequest() {
    long before = bench.lastRequest();
    assertRefused("container_memory_gb", new ContainerSize(2, 63.5), network("g", "v", "s"));
    assertRefused("container_cpu_cores", new ContainerSize(1.75, 64), network("g", "v", "s"));
    assertRefused("vnet_resource_group", ContainerAppsSettings.FLOOR, network("", "v", "s"));
    assertRefused("vnet_name", ContainerAppsSettings.FLOOR, network("g", " ", "s"));
    assertRefused("subnet_name", ContainerAppsSettings.FLOOR, network("g", "v", ""));
    assertThat(bench.requestsAfter(before)).isEmpty();
  }

  private interface Networks {
    Network get();
  }

  private static Networks network(String group, String vnet, String subnet) {
    return () -> new Network(group, vnet, subnet);
  }

  private void assertRefused(String field, ContainerSize size, Networks network) {
    ContainerAppsSettings good = DemoWiring.containers(bench.settings());
    assertThatThrownBy(
            () ->
                new ContainerAppsSettings(
                    good.resourceGroup(),
                    good.location(),
                    good.environmentId(),
                    good.workloadProfile(),
                    good.identity(),
                    good.image(),
                    size,
                    Optional.empty(),
                    network.get(),
                    good.kind()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  @Test
  void azuresOwnQuotasDoNotHoldFiveAgentsAndTheRefusalNamesTheQuotaToAskFor() {
    try (Bench standard = Bench.ofItsOwn(folder.resolve("bench"));
        Plane plane = start(standard)) {
      RunId run = plane.run(Duration.ofSeconds(2), 0, FIVE);

      JsonNode report = plane.report(run);

      assertThat(report.path("status").asString()).isEqualTo("failed");
      assertThat(report.path("reason").asString()).isEqualTo("validation");
      assertThat(report.path("message").asString())
          .contains("ManagedEnvironmentMemoryOptimizedCores")
          .contains("at least 80");
      assertThat(plane.exitCode(run)).isEqualTo(1);
      assertThat(report.path("scenarios")).isEmpty();
      CloudClient cloud = standard.administrator();
      assertThat(Cloud.runsOfApplications(cloud)).isEmpty();
      assertThat(Cloud.resourcesOfRuns(cloud)).isEmpty();
      assertThat(cloud.vault("GET", "/secrets").body().path("value")).isEmpty();
      assertThat(
              cloud
                  .arm("GET", cloud.subscription() + "/resourcegroups" + GROUPS)
                  .body()
                  .path("value"))
          .noneMatch(group -> group.path("tags").has("RunId"));
    }
  }

  private CloudClient agent(Identity identity) {
    String secret =
        admin.vault("GET", "/secrets/" + identity.secretName()).body().path("value").asString();
    return admin.as(identity.clientId(), secret);
  }
}
