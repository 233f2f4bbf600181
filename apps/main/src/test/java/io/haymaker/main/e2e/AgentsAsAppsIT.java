package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.ScenarioRun.Result;
import io.haymaker.emulator.log.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run whose agents are apps, which the platform begins again whenever they end. */
class AgentsAsAppsIT {
  @TempDir Path folder;

  @Test
  void agentsSayThemselvesThatTheyAreThroughAndTheRunEndsWithZeros() {
    Bench bench = Bench.shared().withQuotaForAll();
    try (Plane plane =
        Plane.withApps(bench, "apps", TinyScenarios.write(folder, "first-app", "second-app"))) {
      long before = bench.lastRequest();
      RunId run = plane.run(Duration.ofSeconds(3), 1, "first-app", "second-app");

      JsonNode report = plane.report(run);

      assertThat(report.path("status").asString()).as("%s", report).isEqualTo("completed");
      assertThat(plane.exitCode(run)).isZero();
      assertThat(Reports.remaining(report))
          .isEqualTo(
              Map.of(
                  "resources_remaining", 0,
                  "containers_remaining", 0,
                  "service_principals_remaining", 0,
                  "role_assignments_remaining", 0,
                  "secrets_remaining", 0));
      assertThat(plane.scenarios(run))
          .extracting(scenario -> scenario.result().orElseThrow())
          .containsOnly(Result.SUCCEEDED);
      // None did its work twice.
      assertThat(plane.books().journal().ofType(run, "agent_started")).hasSize(2);
      assertThat(plane.books().journal().ofType(run, "cleanup_complete")).hasSize(2);
      List<LoggedRequest> made =
          bench.requestsAfter(before).stream()
              .filter(request -> request.method().equals("PUT"))
              .filter(request -> request.path().contains("/providers/Microsoft.App/"))
              .toList();
      assertThat(made).allMatch(request -> request.path().contains("/containerApps/"));
      assertThat(made).hasSize(2);
      String apps =
          "/subscriptions/%s/providers/Microsoft.App/containerApps?api-version=2025-01-01"
              .formatted(bench.settings().azure().subscription());
      assertThat(bench.administrator().arm("GET", apps).body().path("value")).isEmpty();
    }
  }
}
