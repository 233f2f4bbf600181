package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything is ended while another process drives it, and the audit tells before and after. */
final class StopAllIT {
  @TempDir private Path folder;

  @Test
  void aRunOfAnotherProcessIsStoppedCleanedUpAndProvenGone() throws Exception {
    Path data = folder.resolve("data");
    Path scenarios = TinyScenarios.write(folder.resolve("scenarios"), "tiny-a", "tiny-b");
    try (DemoProcess demo =
        DemoProcess.start(
            data,
            "--scenarios",
            scenarios.toString(),
            "--scenario",
            "tiny-a",
            "--scenario",
            "tiny-b",
            "--duration",
            "5m",
            "--quiet")) {
      // Both agents are at work: there is something of every kind.
      demo.cloud();
      Awaiting.until(
          "the audit sees the containers of another process's run",
          Duration.ofMinutes(3),
          () -> {
            var audit = command("audit", data, "--json");
            if (audit.exitCode() != 3) {
              return false;
            }
            JsonNode json = JsonMapper.shared().readTree(audit.out());
            return json.path("containers").size() == 2 && json.path("resources").size() > 2;
          });

      var stopped = command("stop-all", data, "--yes");

      assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isZero();
      assertThat(stopped.out()).contains("stopped 1 run and 2 containers", "Nothing remains.");
      assertThat(demo.exitCode()).as(demo.output()).isZero();
      var after = command("audit", data, "--all");
      assertThat(after.exitCode()).as(after.out() + after.err()).isZero();
      assertThat(after.out()).contains("Nothing remains.");
      assertThat(after.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  private static MainRunner.Ended command(String name, Path data, String option) {
    System.setProperty("haymaker.home", DemoProcess.HOME.toString());
    return MainRunner.run(name, "--emulator", "--data", data.toString(), option);
  }
}
