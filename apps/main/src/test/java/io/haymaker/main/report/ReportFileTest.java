package io.haymaker.main.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.view.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void hasTheNamesThatOutsideReadersRelyOn() {
    JsonNode json = JsonMapper.shared().readTree(ReportFile.json(Samples.clean()));
    assertThat(json.propertyNames())
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
    assertThat(json.path("run_id").asString()).isEqualTo("11111111-2222-3333-4444-555555555555");
    assertThat(json.path("status").asString()).isEqualTo("completed");
    assertThat(json.path("reason").isNull()).isTrue();
    assertThat(json.path("seed").asLong()).isEqualTo(42);
    assertThat(json.path("started_at").asString()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(json.path("cleanup_verification").path("forced_deletions").asInt()).isEqualTo(1);
    assertThat(json.path("cleanup_report").path("status").asString())
        .isEqualTo("force_deletion_complete");
    assertThat(json.path("cleanup_report").path("run_id").isString()).isTrue();
    assertThat(json.path("audit").propertyNames())
        .contains(
            "resources_remaining",
            "containers_remaining",
            "service_principals_remaining",
            "role_assignments_remaining",
            "secrets_remaining",
            "could_not_look");
  }

  @Test
  void whatRemainsIsThereInFull() {
    JsonNode one =
        JsonMapper.shared()
            .readTree(ReportFile.json(Samples.dirty()))
            .path("cleanup_report")
            .path("remaining_resources")
            .path(0);

    assertThat(one.propertyNames())
        .containsExactlyInAnyOrder(
            "resource_id",
            "resource_type",
            "resource_name",
            "scenario_name",
            "created_at",
            "tags",
            "attempts",
            "last_error",
            "reason");
    assertThat(one.path("resource_name").asString()).isEqualTo("a");
    assertThat(one.path("created_at").asString()).isEqualTo("2026-11-21T10:00:00Z");
  }

  @Test
  void isWrittenWholeOrNotAtAll() throws Exception {
    Path file = folder.resolve("r.json");
    ReportFile.write(file, Samples.clean());
    assertThat(Files.readString(file)).endsWith("}\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ReportFile.write(folder.resolve("no/r.json"), Samples.clean()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--report");
  }
}
