package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.haymaker.main.MainRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code --runtime docker} on a real engine, by an image that the product makes itself. */
@EnabledIf(
    value = "io.haymaker.main.e2e.AgentEngine#isThere",
    disabledReason = "no Docker engine at DOCKER_HOST or the usual socket")
class AgentsOnDockerIT {
  private static final String WITH_A_SHELL =
      """

      ```bash
      set -e
      place=$(mktemp)
      echo "made by $(id -u)" | tr a-z A-Z > "$place"
      grep -q 'MADE BY 65532' "$place"
      ```

      ## Phase 3: Cleanup and Tear-Down
      """;

  private final AgentEngine engine = new AgentEngine();

  @TempDir Path folder;

  @AfterEach
  void disconnect() {
    engine.close();
  }

  @Test
  void aRunLeavesNothingInTheCloudAndOnTheEngineAndAPlantedContainerIsFound() throws IOException {
    List<String> networks = engine.networks();
    Path data = folder.resolve("d");
    String installation;
    String image;
    try (DemoProcess demo = start(data, "40s", "1")) {
      demo.awaitSaying("agent_started");
      Container agent = agentOf(demo);
      installation = AgentEngine.installation(agent);
      image = agent.getImage();
      assertConfined(engine.inspect(agent), installation);

      assertThat(demo.exitCode()).as(demo.output()).isZero();

      Reports.assertClean(demo.report());
      assertThat(demo.report().path("scenarios"))
          .allSatisfy(s -> assertThat(s.path("result").asString()).isEqualTo("succeeded"));
      assertThat(demo.running()).isEmpty();
    }
    assertThat(engine.ofInstallation(installation)).isEmpty();
    assertThat(AgentEngine.secretsOf(installation)).doesNotExist();
    assertThat(engine.networks()).containsAll(networks).noneMatch(n -> n.contains(installation));

    String planted = plant(installation, image);
    try {
      MainRunner.Ended seen = command("audit", data, "--all");
      assertThat(seen.exitCode()).as(seen.out() + seen.err()).isEqualTo(3);
      assertThat(seen.out()).contains("planted-");

      MainRunner.Ended cleaned = command("cleanup", data, "--all", "--yes");
      assertThat(cleaned.exitCode()).as(cleaned.out() + cleaned.err()).isZero();
      assertThat(engine.ofInstallation(installation)).isEmpty();
      MainRunner.Ended after = command("audit", data, "--all");
      assertThat(after.exitCode()).as(after.out() + after.err()).isZero();
    } finally {
      engine.ofInstallation(installation).stream()
          .filter(left -> left.getId().equals(planted))
          .forEach(left -> engine.client().removeContainerCmd(planted).withForce(true).exec());
    }
    assertThat(elsewhere(data).errors()).last().asString().contains("agents on Docker");
  }

  private static void assertConfined(InspectContainerResponse agent, String installation) {
    assertThat(agent.getConfig().getUser()).isEqualTo("65532:65532");
    assertThat(agent.getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(Arrays.toString(agent.getHostConfig().getCapDrop())).contains("ALL");
    assertThat(agent.getMounts())
        .singleElement()
        .satisfies(
            mount ->
                assertThat(mount.getSource())
                    .startsWith(AgentEngine.secretsOf(installation).toString()));
    assertThat(agent.getConfig().getEnv())
        .anyMatch(line -> line.startsWith("HAYMAKER_CA=-----BEGIN CERTIFICATE"))
        .anyMatch(line -> line.startsWith("AZURE_CLIENT_SECRET_FILE=/run/"))
        .noneMatch(line -> line.startsWith("AZURE_CLIENT_SECRET="));
    assertThat(AgentEngine.residentBytes(agent)).isBetween(10L << 20, 100L << 20);
  }

  @Test
  void afterAKillTheSameAgentGoesOnAndEndsClean() throws IOException {
    Path data = folder.resolve("k");
    try (DemoProcess first = start(data, "20s", "1")) {
      first.awaitSaying("agent_started");
      Container agent = agentOf(first);
      first.kill();
      try (DemoProcess second = start(data, "20s", "1")) {
        second.awaitSaying("continuing run");

        assertThat(second.exitCode()).as(second.output()).isZero();

        JsonNode report = second.report();
        Reports.assertClean(report);
        assertThat(report.path("run_id").asString())
            .isEqualTo(AgentEngine.labels(agent).get("RunId"));
        assertThat(report.path("scenarios"))
            .allSatisfy(s -> assertThat(s.path("result").asString()).isEqualTo("succeeded"));
      }
      assertThat(engine.ofInstallation(AgentEngine.installation(agent))).isEmpty();
      assertThat(AgentEngine.secretsOf(AgentEngine.installation(agent))).doesNotExist();
    }
  }

  @Test
  void withoutAnEngineItIsOneSentenceAndNothingIsStarted() {
    Path data = folder.resolve("none");
    try (DemoProcess demo =
        DemoProcess.command(
            data,
            Map.of("DOCKER_HOST", "unix:///dev/shm/no-such.sock"),
            "demo",
            "--runtime",
            "docker")) {
      assertThat(demo.exitCode()).isEqualTo(2);
      assertThat(demo.errors())
          .singleElement()
          .asString()
          .contains("no Docker engine answers at unix:///dev/shm/no-such.sock");
      assertThat(data).doesNotExist();
    }
    assertThat(MainRunner.run("demo", "--runtime", "podman").exitCode()).isEqualTo(2);
    assertThat(MainRunner.run("demo", "--runtime", "docker", "--agent-kind", "app").exitCode())
        .isEqualTo(2);
  }

  private DemoProcess start(Path data, String duration, String leaveBehind) throws IOException {
    Path scenarios = TinyScenarios.write(folder.resolve("scenarios"), "tiny-shell");
    Path document = scenarios.resolve("tiny-shell.md");
    String text = Files.readString(document);
    if (!text.contains("```bash")) {
      Files.writeString(
          document, text.replace("\n## Phase 3: Cleanup and Tear-Down\n", WITH_A_SHELL));
    }
    return DemoProcess.start(
        data,
        "--runtime",
        "docker",
        "--scenarios",
        scenarios.toString(),
        "--scenario",
        "tiny-shell",
        "--duration",
        duration,
        "--leave-behind",
        leaveBehind);
  }

  /** The agent that runs now. */
  private Container agentOf(DemoProcess demo) {
    String run =
        Awaiting.value(
            "the run's identity",
            DemoProcess.LONGEST,
            () -> Cloud.runsOfApplications(demo.cloud()).stream().findFirst());
    return Awaiting.value(
        "the agent of run " + run,
        DemoProcess.LONGEST,
        () ->
            engine.ofRun(run).stream()
                .filter(container -> "running".equals(container.getState()))
                .findFirst());
  }

  /** As if a launch had been forgotten. */
  private String plant(String installation, String image) {
    return engine
        .client()
        .createContainerCmd(image)
        .withName("planted-" + installation)
        .withLabels(
            Map.of(
                "AzureHayMaker-managed", "true",
                "HayMaker-Installation", installation,
                "haymaker.installation", installation,
                "RunId", "00000000-0000-4000-8000-000000000001",
                "Scenario", "planted"))
        .exec()
        .getId();
  }

  /** The same data without Docker: it would look for containers where there are none. */
  private static DemoProcess elsewhere(Path data) {
    try (DemoProcess audit = DemoProcess.command(data, Map.of(), "audit", "--emulator", "--all")) {
      assertThat(audit.exitCode()).isEqualTo(1);
      return audit;
    }
  }

  private static MainRunner.Ended command(String name, Path data, String... options) {
    System.setProperty("haymaker.home", DemoProcess.HOME.toString());
    String[] words =
        Stream.concat(
                Stream.of(name, "--emulator", "--runtime", "docker", "--data", data.toString()),
                Arrays.stream(options))
            .toArray(String[]::new);
    return MainRunner.run(words);
  }
}
