package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.identity.Identity;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ScenarioRun;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.main.e2e.CloudClient.Answer;
import io.haymaker.main.emulated.DemoWiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The proof can fail: what somebody planted is deleted, or counted, or could not be seen. */
class ProofIT {
  private static final String NETWORK = "?api-version=2024-05-01";
  private static final String LOCKS = "?api-version=2020-05-01";
  private static final String ROLES = "?api-version=2022-04-01";
  private static final String JOBS = "?api-version=2025-01-01";
  private static final String VAULTS = "?api-version=2023-07-01";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @TempDir Path folder;

  private final Bench bench = Bench.shared().withQuotaForAll();
  private final CloudClient admin = bench.administrator();
  private Plane plane;

  @BeforeEach
  void startPlane() {
    plane = Plane.inVain(bench, "proof", TinyScenarios.write(folder, "planted"));
  }

  @AfterEach
  void stopPlane() {
    bench.heal();
    plane.close();
  }

  @Test
  void whatMayBeDeletedIsDeletedAndWhatIsLockedIsCounted() {
    RunId run = plane.run(Duration.ofSeconds(4), 0, "planted");
    plane.awaitRunning(run, "planted");
    ScenarioRun scenario = plane.scenario(run, "planted");
    String locked = plantLocked(scenario);
    String role = plantRole(scenario.identity().orElseThrow());
    plantSecret(run);
    String job = plantJob(run);

    JsonNode report = plane.report(run);

    assertThat(report.path("status").asString()).isEqualTo("failed");
    assertThat(report.path("reason").asString()).isEqualTo("leftovers");
    assertThat(plane.exitCode(run)).isEqualTo(3);
    assertThat(Reports.remaining(report))
        .as(report.path("audit").toPrettyString())
        .isEqualTo(
            Map.of(
                "resources_remaining", 1,
                "containers_remaining", 0,
                "service_principals_remaining", 0,
                "role_assignments_remaining", 0,
                "secrets_remaining", 0));
    assertThat(report.path("audit").path("could_not_look")).isEmpty();
    assertThat(report.path("cleanup_report").path("remaining_resources").toString())
        .containsIgnoringCase(locked);

    assertThat(admin.arm("GET", locked + NETWORK).status()).isEqualTo(200);
    assertThat(admin.arm("GET", role + ROLES).status()).isEqualTo(404);
    assertThat(admin.arm("GET", job + JOBS).status()).isEqualTo(404);
    assertThat(admin.vault("GET", "/secrets/planted-by-somebody").status()).isEqualTo(404);
    assertThat(admin.vault("GET", "/deletedsecrets/planted-by-somebody").status()).isEqualTo(404);
  }

  @Test
  void whatIsSoftDeletedIsPurgedAndWhatNobodyMayPurgeIsCounted() {
    RunId run = plane.run(Duration.ofSeconds(4), 0, "planted");
    plane.awaitRunning(run, "planted");
    String group = plane.scenario(run, "planted").plan().group().value();
    softDeleted(group, "free-" + run.toString().substring(0, 8), run, "{}");
    String name = "held-" + run.toString().substring(0, 8);
    String held = softDeleted(group, name, run, "{\"enablePurgeProtection\":true}");

    JsonNode report = plane.report(run);

    assertThat(report.path("reason").asString()).isEqualTo("leftovers");
    assertThat(plane.exitCode(run)).isEqualTo(3);
    assertThat(report.path("audit").path("remaining").toString())
        .isEqualTo("[\"soft-deleted %s\"]".formatted(held));
    assertThat(report.path("cleanup_report").path("remaining_resources")).hasSize(1);
    assertThat(
            admin
                .arm(
                    "GET",
                    admin.subscription() + "/providers/Microsoft.KeyVault/deletedVaults" + VAULTS)
                .body()
                .path("value"))
        .filteredOn(vault -> vault.toString().contains(run.toString()))
        .singleElement()
        .matches(vault -> vault.path("name").asString().equals(name));
  }

  private String softDeleted(String group, String name, RunId run, String properties) {
    String id = group + "/providers/Microsoft.KeyVault/vaults/" + name;
    good(
        admin.arm(
            "PUT",
            id + VAULTS,
            "{\"location\":\"westeurope\",\"tags\":%s,\"properties\":%s}"
                .formatted(tags(run), properties)));
    good(admin.arm("DELETE", id + VAULTS));
    return id;
  }

  @Test
  void anInventoryThatAlwaysFailsIsNeverClean() {
    bench.fault(
        FaultRule.always(
            "inventory",
            "POST",
            "/providers/Microsoft.ResourceGraph/resources",
            new Effect.Fail(500, "InternalServerError", "ordered by a test")));
    RunId run = plane.run(Duration.ofSeconds(2), 1, "planted");

    JsonNode report = plane.report(run);

    assertThat(bench.hits("inventory")).isPositive();
    assertThat(report.path("status").asString()).isEqualTo("failed");
    assertThat(report.path("reason").asString()).isEqualTo("could_not_look");
    assertThat(report.path("audit").path("could_not_look")).isNotEmpty();
    assertThat(report.path("cleanup_report").path("status").asString())
        .isEqualTo("verification_failed");
    assertThat(plane.exitCode(run)).isEqualTo(3);
  }

  private String plantLocked(ScenarioRun scenario) {
    String id =
        scenario.plan().group().value()
            + "/providers/Microsoft.Network/networkSecurityGroups/planted";
    good(admin.arm("PUT", id + NETWORK, "{\"location\":\"westeurope\"}"));
    good(
        admin.arm(
            "PUT",
            id + "/providers/Microsoft.Authorization/locks/somebody-elses" + LOCKS,
            "{\"properties\":{\"level\":\"CanNotDelete\"}}"));
    return id;
  }

  private String plantRole(Identity identity) {
    String elsewhere = admin.subscription() + "/resourceGroups/elsewhere";
    good(admin.arm("PUT", elsewhere + "?api-version=2024-11-01", "{\"location\":\"westeurope\"}"));
    String id =
        elsewhere + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
    good(
        admin.arm(
            "PUT",
            id + ROLES,
            """
            {"properties":{"roleDefinitionId":"%s/providers/Microsoft.Authorization/roleDefinitions/%s",
             "principalId":"%s","principalType":"ServicePrincipal"}}
            """
                .formatted(admin.subscription(), READER, identity.principalId())));
    return id;
  }

  private void plantSecret(RunId run) {
    good(
        admin.vault(
            "PUT",
            "/secrets/planted-by-somebody",
            "{\"value\":\"x\",\"tags\":%s}".formatted(tags(run))));
  }

  private String plantJob(RunId run) {
    String environment = DemoWiring.containers(bench.settings()).environmentId();
    String id =
        environment.substring(0, environment.toLowerCase(Locale.ROOT).indexOf("/providers/"))
            + "/providers/Microsoft.App/jobs/planted";
    good(
        admin.arm(
            "PUT",
            id + JOBS,
            """
            {"location":"westeurope","tags":%s,"properties":{
              "environmentId":"%s","workloadProfileName":"%s",
              "configuration":{"triggerType":"Manual","replicaTimeout":60,
                "manualTriggerConfig":{"parallelism":1,"replicaCompletionCount":1}},
              "template":{"containers":[{"name":"planted","image":"example.org/planted:1",
                "resources":{"cpu":2,"memory":"4Gi"}}]}}}
            """
                .formatted(
                    tags(run),
                    environment,
                    DemoWiring.containers(bench.settings()).workloadProfile())));
    return id;
  }

  private String tags(RunId run) {
    return "{\"AzureHayMaker-managed\":\"true\",\"RunId\":\"%s\",\"Scenario\":\"planted\",\"HayMaker-Installation\":\"%s\"}"
        .formatted(run, plane.installation());
  }

  private static void good(Answer answer) {
    assertThat(answer.isGood()).as(answer.toString()).isTrue();
  }
}
