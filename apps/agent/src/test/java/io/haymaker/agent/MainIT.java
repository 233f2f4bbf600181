package io.haymaker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.run.AgentFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as the process that a container runs, from its jar with its own options. */
class MainIT {

  @TempDir Path folder;

  private AgentFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = AgentFixture.start(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void runsAndEndsWithZero() throws Exception {
    Process process = launch(fixture.environment());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isZero();
    assertThat(fixture.types()).startsWith("agent_started").endsWith("cleanup_complete");
    assertThat(fixture.remaining()).isEmpty();
    assertThat(Files.readString(folder.resolve("out"))).doesNotContain(AgentFixture.secret());
  }

  @Test
  void aSignalStopsTheWorkAndCleansUpInTime() throws Exception {
    Map<String, String> environment = fixture.environment();
    environment.put("HAYMAKER_DURATION", "PT1H");
    Process process = launch(environment);
    fixture.awaitEvent("resource_created");
    assertThat(peakMemoryKilobytes(process)).isLessThan(100_000);
    long begin = System.nanoTime();

    process.destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
    assertThat(process.exitValue()).as(errors()).isZero();
    assertThat(fixture.types()).startsWith("agent_started").endsWith("cleanup_complete");
    assertThat(fixture.remaining()).isEmpty();
  }

  @Test
  void somethingThatStaysEndsWithThree() throws Exception {
    fixture.lockEverything();
    Process process = launch(fixture.environment());

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isEqualTo(3);
  }

  @Test
  void aFailedStepEndsWithOne() throws Exception {
    fixture.refuseSecondResource();
    Process process = launch(fixture.environment());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isEqualTo(1);
    assertThat(fixture.remaining()).isEmpty();
  }

  @Test
  void aBadEnvironmentEndsWithTwoAndSaysEverything() throws Exception {
    Process process = launch(Map.of("HAYMAKER_UNIQUE", "no"));

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(errors().lines().toList()).hasSize(14);
    assertThat(fixture.requests()).isZero();
  }

  @Test
  void trustsAnAuthorityThatItIsGiven() throws Exception {
    try (AgentFixture secure = AgentFixture.startSecure(folder)) {
      Process process = launch(secure.environment());

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(errors()).isZero();
      assertThat(secure.types()).startsWith("agent_started").endsWith("cleanup_complete");
    }
  }

  private Process launch(Map<String, String> environment) throws IOException {
    Path target = Path.of("target");
    Path jar;
    try (var files = Files.newDirectoryStream(target, "haymaker-agent-*.jar")) {
      jar = files.iterator().next();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + target.resolve("agent.options"),
                "-jar",
                jar.toString()));
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  /** The most that was ever resident, as the kernel counts it. */
  private static long peakMemoryKilobytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
