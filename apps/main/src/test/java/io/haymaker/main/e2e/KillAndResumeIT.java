package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code kill -9}, and the same command again: the same run goes on and ends clean. */
class KillAndResumeIT {
  private static final String ONE = "webapps-01-ticket-shop";
  private static final String OTHER = "security-01-alerting-on-sign-ins";

  @TempDir Path folder;

  private DemoProcess start() {
    return start("8s");
  }

  private DemoProcess start(String duration) {
    return DemoProcess.start(
        folder.resolve("d"),
        "--scenario",
        ONE,
        "--scenario",
        OTHER,
        "--duration",
        duration,
        "--leave-behind",
        "1");
  }

  @Test
  void theControlPlaneDiesWhileItProvisions() {
    try (DemoProcess first = start()) {
      CloudClient cloud = first.cloud();
      String run =
          Awaiting.value(
              "an application, half an identity",
              DemoProcess.LONGEST,
              () -> Cloud.runsOfApplications(cloud).stream().findFirst());
      first.kill();
      try (DemoProcess second = start()) {
        JsonNode report = finished(second);
        assertThat(second.output()).contains("found the emulator").contains("continuing run");
        assertThat(report.path("run_id").asString()).isEqualTo(run);
        assertThat(report.path("scenarios"))
            .hasSize(2)
            .allSatisfy(s -> assertThat(s.path("result").asString()).isEqualTo("succeeded"));
      }
    }
  }

  @Test
  void theControlPlaneDiesWhileAgentsWork() {
    try (DemoProcess first = start()) {
      first.awaitSaying("agent_started");
      CloudClient cloud = first.cloud();
      Awaiting.until(
          "resources", DemoProcess.LONGEST, () -> Cloud.resourcesOfRuns(cloud).size() >= 2);
      first.kill();
      var before = Cloud.resourcesOfRuns(cloud);
      String run = Cloud.runsOfApplications(cloud).iterator().next();
      try (DemoProcess second = start()) {
        JsonNode report = finished(second);
        assertThat(report.path("run_id").asString()).isEqualTo(run);
        assertThat(report.path("total_resources").asInt()).isGreaterThanOrEqualTo(before.size());
        assertThat(report.path("scenarios"))
            .allSatisfy(s -> assertThat(s.path("result").asString()).isEqualTo("succeeded"));
      }
    }
  }

  @Test
  void everythingDies() {
    // Long enough that no agent ends before it is killed, however slow the machine is.
    try (DemoProcess first = start("10m")) {
      first.awaitSaying("agent_started", 2);
      CloudClient cloud = first.cloud();
      Awaiting.until(
          "resources", DemoProcess.LONGEST, () -> Cloud.resourcesOfRuns(cloud).size() >= 2);
      first.killEverything();
      try (DemoProcess second = start()) {
        second.awaitSaying("continuing run");
        JsonNode report = finished(second);
        assertThat(second.output()).contains(report.path("run_id").asString());
        assertThat(report.path("total_resources").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(
                report
                    .path("scenarios")
                    .valueStream()
                    .map(s -> s.path("result").asString())
                    .collect(Collectors.toSet()))
            .isEqualTo(Set.of("failed"));
      }
    }
  }

  private static JsonNode finished(DemoProcess demo) {
    assertThat(demo.exitCode()).as(demo.output()).isZero();
    Reports.assertClean(demo.report());
    assertThat(demo.running()).isEmpty();
    return demo.report();
  }
}
