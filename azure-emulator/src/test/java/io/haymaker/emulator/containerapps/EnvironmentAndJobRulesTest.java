package io.haymaker.emulator.containerapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.emulator.CloudClient.Answer;
import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EnvironmentAndJobRulesTest {

  @TempDir static Path data;
  private static AppsFixture apps;

  @BeforeAll
  static void start() throws IOException {
    apps = AppsFixture.start(data).withEnvironment();
  }

  @AfterAll
  static void stop() throws IOException {
    apps.close();
  }

  @ParameterizedTest
  @CsvSource({"small,/27", "plain,delegated", "absent,not found"})
  void anEnvironmentNeedsASubnetThatExistsIsDelegatedAndLargeEnough(String subnet, String why)
      throws IOException {
    Answer answer = apps.admin.put(apps.environment("other"), apps.environmentBody(subnet));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toString()).contains(why);
  }

  @Test
  void theSubnetOfAnEnvironmentStays() throws IOException {
    Answer answer = apps.admin.put(apps.environment("env"), apps.environmentBody("plain"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(apps.admin.put(apps.environment("env"), apps.environmentBody("apps")).status())
        .isEqualTo(200);
  }

  @Test
  void nodesThatAreAlwaysThereHaveToFitTheQuotaToo() throws IOException {
    String body =
        """
        {"location":"westeurope","properties":{"workloadProfiles":[
          {"name":"l","workloadProfileType":"E32","minimumCount":2,"maximumCount":2}]}}
        """;
    Answer answer = apps.admin.put(apps.environment("greedy"), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MaxAllowedCoresExceededForManagedEnvironment");
    Answer unknown = apps.admin.put(apps.environment("odd"), body.replace("E32", "X9"));
    assertThat(unknown.body().toString()).contains("X9");
  }

  @Test
  void anEnvironmentWithAJobIsNotDeleted() throws IOException {
    apps.makeJob("holder", apps.jobBody(AppsFixture.ENV));
    Answer refused = apps.admin.delete(apps.environment("env"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("ManagedEnvironmentHasContainerAppsJobs");
    apps.admin.delete(apps.job("holder"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/environmentId|\"GROUP/providers/Microsoft.App/managedEnvironments/none\"|ManagedEnvironmentNotFound",
        "/environmentId|null|environmentId",
        "/workloadProfileName|\"none\"|WorkloadProfileNotFound",
        "/configuration/triggerType|\"Schedule\"|NotSupportedByEmulator",
        "/configuration/replicaTimeout|null|replicaTimeout",
        "/configuration/replicaTimeout|0|replicaTimeout",
        "/template/containers|[]|no containers",
        "/template/containers/0/image|null|image",
        "/template/containers/0/name|\"\"|name",
        "/template/containers/0/resources/memory|\"1GB\"|memory",
        "/template/containers/0/resources/memory|\"64Gi\"|ContainerAppInvalidResourceTotal",
        "/template/containers/0/resources/cpu|0.255|cpu",
        "/template/containers/0/command|[\"sh\"]|NotSupportedByEmulator",
        "/template/containers/0/env|[{\"name\":\"A\",\"secretRef\":\"none\"}]|ContainerAppSecretRefNotFound",
        "/configuration/secrets|[{\"name\":\"Bad_Name\",\"value\":\"v\"}]|ContainerAppInvalidSecretName",
        "/configuration/secrets|[{\"name\":\"empty\"}]|needs a value",
        "/configuration/secrets|[{\"name\":\"s\",\"keyVaultUrl\":\"https://x/secrets/s\"}]|no identity",
        "/configuration/secrets|[{\"name\":\"s\",\"keyVaultUrl\":\"https://x/secrets/s\",\"identity\":\"system\"}]|does not have",
      })
  void aJobThatIsNotRightIsRefusedAndTheMessageSaysWhy(String pointer, String value, String why)
      throws IOException {
    ObjectNode body = apps.jobBody(AppsFixture.ENV);
    set(
        (ObjectNode) body.path("properties"),
        pointer,
        Json.parse(value.replace("GROUP", apps.group())));
    Answer answer = apps.admin.put(apps.job("wrong"), body.toString());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toString()).contains(why);
    assertThat(apps.admin.get(apps.job("wrong")).status()).isEqualTo(404);
  }

  @Test
  void aJobsNameHasItsOwnRule() throws IOException {
    Answer answer = apps.admin.put(apps.job("Bad--Name"), apps.jobBody(AppsFixture.ENV).toString());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("ContainerAppInvalidName");
  }

  @Test
  void coresAreCountedWhileExecutionsRunAndTheQuotaRefusesOneTooMany() throws Exception {
    ObjectNode body = apps.jobBody(AppsFixture.SHELL, "echo ready; exec sleep 1000");
    ((ObjectNode) body.path("properties")).put("workloadProfileName", "large");
    ((ObjectNode) AppsFixture.container(body).path("resources"))
        .put("cpu", 2)
        .put("memory", "64Gi");
    apps.makeJob("heavy", body);
    for (int i = 0; i < 3; i++) {
      apps.startJob("heavy");
    }
    assertThat(used("ManagedEnvironmentMemoryOptimizedCores")).isEqualTo(48);
    assertThat(nodes("large")).isEqualTo(3);

    Answer refused = apps.admin.post(apps.job("heavy") + "/start", "");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().toString())
        .contains("Maximum Allowed Cores exceeded for the Managed Environment");
    ObjectNode quotas = Json.object();
    quotas.putObject("quotas").put("ManagedEnvironmentMemoryOptimizedCores", 64);
    apps.emulator.cloud().settings().change(quotas);
    apps.startJob("heavy");

    apps.admin.post(apps.job("heavy") + "/stop", "");
    AppsFixture.await(() -> used("ManagedEnvironmentMemoryOptimizedCores") == 0);
    assertThat(nodes("large")).isZero();
  }

  @Test
  void theKindsOfNodeAndTheRegionsUsageCanBeAskedFor() throws IOException {
    String locations =
        "/subscriptions/"
            + apps.emulator.info().subscriptionId()
            + "/providers/Microsoft.App/locations/westeurope";
    assertThat(
            apps.admin
                .get(locations + "/availableManagedEnvironmentsWorkloadProfileTypes")
                .body()
                .path("value"))
        .hasSize(9);
    assertThat(apps.admin.get(locations + "/usages").body().at("/value/0/currentValue").asInt())
        .isEqualTo(1);
  }

  private static void set(ObjectNode properties, String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    ObjectNode parent =
        slash == 0 ? properties : (ObjectNode) properties.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1);
    if (value.isNull()) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
  }

  private static long used(String quota) throws IOException {
    return apps.admin
        .get(apps.environment("env") + "/usages")
        .body()
        .path("value")
        .valueStream()
        .filter(usage -> usage.at("/name/value").asString().equals(quota))
        .mapToLong(usage -> usage.path("currentValue").asLong())
        .sum();
  }

  private static int nodes(String profile) throws IOException {
    return apps.admin
        .get(apps.environment("env") + "/workloadProfileStates")
        .body()
        .path("value")
        .valueStream()
        .filter(state -> state.path("name").asString().equals(profile))
        .mapToInt(state -> state.at("/properties/currentCount").asInt())
        .sum();
  }
}
