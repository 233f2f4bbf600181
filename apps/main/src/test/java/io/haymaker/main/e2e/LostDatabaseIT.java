package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.emulated.DemoCloudProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database is lost in the middle of a run; all that is known is the installation's id. */
class LostDatabaseIT {
  private static final List<String> SCENARIOS = List.of("networking-94-lost", "networking-95-lost");

  @TempDir Path folder;
  private DemoCloudProcess cloud;
  private CloudClient admin;

  @BeforeEach
  void startCloud() {
    NeededTools.require();
    cloud = DemoCloudProcess.start(folder, DemoProcess.HOME);
    admin = CloudClient.administrator(folder.resolve("emulator"));
  }

  @AfterEach
  void stopCloud() {
    cloud.close();
  }

  @Test
  void cleanupFindsByTheIdWhatTheRunLeftAndProvesThatItIsGone() throws IOException {
    Path data = folder.resolve("data");
    loseRun(data);
    // Its agents are still at work.
    Set<String> left = Cloud.resourcesOfRuns(admin);
    assertThat(left).hasSize(SCENARIOS.size());
    String installation = installation();

    JsonNode plan = command(data, 3, "cleanup", "--installation", installation, "--json");
    assertThat(plan.path("installation").asString()).isEqualTo(installation);
    assertThat(plan.path("dry_run").asBoolean()).isTrue();
    assertThat(plan.path("runs")).hasSize(1);
    assertThat(planned(plan)).containsAll(left);
    assertThat(plan.path("runs").path(0).path("containers")).hasSize(SCENARIOS.size());
    assertThat(Cloud.resourcesOfRuns(admin)).isEqualTo(left);

    JsonNode cleaned = command(data, 0, "cleanup", "--yes", "--json");
    assertThat(cleaned.path("runs").path(0).path("proven_clean").asBoolean()).isTrue();
    assertThat(cleaned.path("runs").path(0).path("remaining").asInt(-1)).isZero();
    assertThat(Cloud.runsOfApplications(admin)).isEmpty();
    assertThat(Cloud.resourcesOfRuns(admin)).isEmpty();
    assertThat(ofRuns("/resources")).isEmpty();
    assertThat(ofRuns("/resourceGroups")).isEmpty();

    JsonNode audit = command(data, 0, "audit", "--all", "--json");
    assertThat(audit.path("proven").asBoolean()).as(audit.toPrettyString()).isTrue();
    assertThat(audit.path("remaining").asInt(-1)).isZero();
  }

  /** Whoever drove it is killed when all agents have made something, and the database deleted. */
  private void loseRun(Path data) throws IOException {
    try (DemoProcess run =
        DemoProcess.run(
            data,
            environment(),
            "--scenarios",
            TinyScenarios.write(folder.resolve("tiny"), SCENARIOS.toArray(String[]::new))
                .toString(),
            "--scenario",
            SCENARIOS.getFirst(),
            "--scenario",
            SCENARIOS.getLast(),
            "--duration",
            "30m")) {
      Awaiting.until(
          "what both agents make",
          DemoProcess.LONGEST,
          () -> {
            assertThat(run.isAlive()).as(run.output()).isTrue();
            return Cloud.resourcesOfRuns(admin).size() == SCENARIOS.size();
          });
      run.killEverything();
    }
    try (Stream<Path> files = Files.walk(data.resolve("postgres"))) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(cloud.settings());
    environment.putAll(cloud.secrets());
    // However slow the machine is.
    environment.put("CLEANUP_DEADLINE", "15m");
    return environment;
  }

  /** As an operator reads it off anything that was left. */
  private String installation() {
    return ofRuns("/resourceGroups").getFirst().path("HayMaker-Installation").asString();
  }

  /** The tags of what carries a run. */
  private List<JsonNode> ofRuns(String kind) {
    return admin
        .arm("GET", admin.subscription() + kind + "?api-version=2024-11-01")
        .body()
        .path("value")
        .valueStream()
        .map(thing -> thing.path("tags"))
        .filter(tags -> tags.has("RunId"))
        .toList();
  }

  private static Set<String> planned(JsonNode plan) {
    return plan.path("runs")
        .path(0)
        .path("deletions")
        .valueStream()
        .map(one -> one.path("resource_id").asString())
        .collect(Collectors.toSet());
  }

  private JsonNode command(Path data, int exitCode, String... words) {
    try (DemoProcess process = DemoProcess.command(data, environment(), words)) {
      assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
      return JsonMapper.shared().readTree(process.standardOutput());
    }
  }
}
