package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./haymaker demo --size small}, once, and what can be seen of it from outside. */
class DemoIT {
  private static final Set<String> DELETED_BY_US = new TreeSet<>();

  @TempDir static Path folder;
  private static DemoProcess demo;
  private static DemoProcess second;
  private static JsonNode report;

  @BeforeAll
  static void run() {
    Path data = folder.resolve("d");
    demo =
        DemoProcess.start(
            data, "--size", "small", "--duration", "10s", "--leave-behind", "2", "--seed", "7");
    CloudClient cloud = demo.cloud();
    second = DemoProcess.beside(demo);
    second.exitCode();
    Awaiting.until("the end of the run", DemoProcess.LONGEST, () -> !noteDeletions(cloud));
    demo.exitCode();
    report = demo.report();
  }

  /** False when the cloud is gone. */
  private static boolean noteDeletions(CloudClient cloud) {
    try {
      JsonNode requests =
          cloud
              .control("GET", "/requests?method=DELETE&caller=" + cloud.info("client_id"))
              .body()
              .path("value");
      requests.forEach(
          request -> DELETED_BY_US.add(request.path("path").asString().toLowerCase(Locale.ROOT)));
      return demo.isAlive();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @AfterAll
  static void end() {
    demo.close();
    second.close();
  }

  @Test
  void endsWithZero() {
    assertThat(demo.exitCode()).as(demo.output()).isZero();
    assertThat(report.path("status").asString()).isEqualTo("completed");
    assertThat(report.path("phase").asString()).isEqualTo("completed");
    assertThat(report.path("reason").isNull()).isTrue();
    assertThat(demo.output()).contains("Nothing remains: ");
    assertThat(demo.errors()).isEmpty();
  }

  @Test
  void hasRunFiveScenariosThatMadeResourcesAndIdentities() {
    assertThat(report.path("simulation_size").asString()).isEqualTo("small");
    assertThat(report.path("seed").asLong()).isEqualTo(7);
    assertThat(report.path("scenarios")).hasSize(5);
    assertThat(report.path("scenarios"))
        .allSatisfy(
            scenario -> {
              assertThat(scenario.path("result").asString()).isEqualTo("succeeded");
              assertThat(scenario.path("resources_created").asInt()).isGreaterThanOrEqualTo(3);
              assertThat(scenario.path("resources_remaining").asInt()).isZero();
            });
    assertThat(report.path("total_resources").asInt()).isGreaterThanOrEqualTo(15);
    assertThat(report.path("total_service_principals").asInt()).isEqualTo(5);
    assertThat(report.path("cleanup_report").path("service_principals_deleted")).hasSize(5);
  }

  @Test
  void hasDeletedByForceWhatAgentsForgot() {
    JsonNode verification = report.path("cleanup_verification");
    assertThat(verification.path("forced_deletions").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(verification.path("actually_deleted").asInt())
        .isEqualTo(verification.path("expected_deleted").asInt())
        .isEqualTo(report.path("total_resources").asInt());
    assertThat(verification.path("deletion_failures").asInt()).isZero();
    assertThat(report.path("cleanup_report").path("status").asString())
        .isEqualTo("force_deletion_complete");
  }

  @Test
  void everyForcedDeletionIsARequestOfTheControlPlaneInTheCloudsOwnLog() {
    JsonNode deletions = report.path("cleanup_report").path("deletions");
    assertThat(deletions.size()).isGreaterThanOrEqualTo(2);
    assertThat(deletions)
        .allSatisfy(
            deletion ->
                assertThat(DELETED_BY_US)
                    .contains(deletion.path("resource_id").asString().toLowerCase(Locale.ROOT)));
  }

  @Test
  void theAuditCountsZeroOfEverything() {
    JsonNode audit = report.path("audit");
    assertThat(audit.properties())
        .filteredOn(count -> count.getKey().endsWith("_remaining"))
        .hasSize(5)
        .allSatisfy(count -> assertThat(count.getValue().asInt(-1)).isZero());
    assertThat(audit.path("could_not_look")).isEmpty();
  }

  @Test
  void theReportHasAllItsKeys() {
    assertThat(report.propertyNames())
        .contains(
            "run_id",
            "status",
            "reason",
            "phase",
            "simulation_size",
            "seed",
            "started_at",
            "ended_at",
            "scenarios",
            "total_resources",
            "total_service_principals",
            "cleanup_verification",
            "cleanup_report",
            "audit");
    assertThat(report.path("audit").propertyNames())
        .contains(
            "resources_remaining",
            "containers_remaining",
            "service_principals_remaining",
            "role_assignments_remaining",
            "secrets_remaining",
            "could_not_look");
    assertThat(report.path("cleanup_report").propertyNames())
        .contains(
            "run_id",
            "status",
            "total_resources_expected",
            "total_resources_deleted",
            "deletions",
            "remaining_resources",
            "service_principals_deleted",
            "has_failures");
  }

  @Test
  void nothingIsLeftRunning() {
    assertThat(demo.running()).isEmpty();
    assertThat(folder.resolve("d/emulator/emulator.json")).doesNotExist();
  }

  @Test
  void aSecondDemoOnTheSameFolderIsRefusedInOneLine() {
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.errors()).hasSize(1);
    assertThat(second.output())
        .contains("is in use by process " + demo.pid())
        .doesNotContain("\tat ");
  }
}
