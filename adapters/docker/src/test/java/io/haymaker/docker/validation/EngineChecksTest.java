package io.haymaker.docker.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChecksTest {
  private static final Undertaking FIVE = new Undertaking(5, Duration.ofHours(1));
  private static final String IMAGE = "acme/agent:1";

  @TempDir Path disk;
  private ToldEngine engine;

  @BeforeEach
  void start() throws IOException {
    engine = new ToldEngine();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static void passes(Check check, String words) {
    Finding finding = check.look(FIVE);
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASSED);
    assertThat(finding.message()).contains(words);
    assertThat(finding.whatToDo()).isEmpty();
  }

  private static void tells(Check check, Verdict verdict, String words, String whatToDo) {
    Finding finding = check.look(FIVE);
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
    assertThat(finding.message()).contains(words);
    assertThat(finding.whatToDo()).contains(whatToDo);
  }

  @Test
  void anEngineThatIsAwayFailsThemAllAndSaysWhatToDo() {
    engine.goAway();
    List<Check> checks =
        List.of(
            new EngineCheck(engine.engine(), engine.host(), disk),
            new ImageCheck(engine.engine(), IMAGE, true),
            new NetworkCheck(engine.engine(), "agents", true),
            new RoomCheck(engine.engine(), new ContainerSize(1, 1)));

    assertThat(checks)
        .extracting(check -> check.look(FIVE))
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
              assertThat(finding.message()).isNotBlank();
              assertThat(finding.whatToDo()).isNotBlank();
            });
    assertThat(checks)
        .extracting(Check::name)
        .containsExactly("engine", "image", "network", "placement");
  }

  @Nested
  class Engine {
    private EngineCheck at(String host, Path memory) {
      return new EngineCheck(engine.engine(), host, memory);
    }

    @Test
    void aRecentOneOfThisMachineWithSecretsInMemoryPasses() {
      engine.says("/version", "{\"Version\": \"19.03.1\", \"ApiVersion\": \"1.40\"}");

      passes(
          at("unix:///var/run/docker.sock", Path.of("/dev/shm")),
          "Docker 19.03.1, API 1.40, at unix:///var/run/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.39", "0.9", "1", "none"})
    void anOldOneFails(String api) {
      engine.says("/version", "{\"Version\": \"18\", \"ApiVersion\": \"%s\"}".formatted(api));

      tells(
          at("unix:///s", Path.of("/dev/shm")), Verdict.FAILED, "API " + api, "API 1.40 or newer");
    }

    @Test
    void oneOfAnotherMachineFailsForItCannotMountOurMemory() {
      engine.says("/version", "{\"Version\": \"28.0\", \"ApiVersion\": \"1.48\"}");

      tells(at(engine.host(), Path.of("/dev/shm")), Verdict.FAILED, "memory", "by its socket");
    }

    @Test
    void secretsOnADiskFail() {
      engine.says("/version", "{\"Version\": \"28.0\", \"ApiVersion\": \"1.48\"}");

      tells(
          at("unix:///s", Path.of("/proc/self")), Verdict.FAILED, "not in memory", "mount a tmpfs");
      tells(at("unix:///s", disk.resolve("missing")), Verdict.FAILED, "not in memory", "tmpfs");
    }

    @Test
    void whatIsNoEngineFails() {
      tells(
          at("tcp://elsewhere:1", Path.of("/dev/shm")),
          Verdict.FAILED,
          "tcp://elsewhere:1 is no Docker engine",
          "DOCKER_HOST");
    }
  }

  @Nested
  class Image {
    @Test
    void oneThatTheEngineHasPassesWithItsSize() {
      engine.says("/images/" + IMAGE + "/json", "{\"Id\": \"sha256:1\", \"Size\": 45000000}");

      passes(new ImageCheck(engine.engine(), IMAGE, false), "the engine has acme/agent:1, 45 MB");
    }

    @Test
    void aMissingOnePassesOnlyWhereARunMakesIt() {
      passes(new ImageCheck(engine.engine(), IMAGE, true), "made at the first launch");
      tells(
          new ImageCheck(engine.engine(), IMAGE, false),
          Verdict.FAILED,
          "does not have acme/agent:1",
          "pull it there");
    }
  }

  @Nested
  class Network {
    private NetworkCheck of(String name, boolean internal, boolean isLocal) {
      engine.says(
          "/networks/" + name,
          "{\"Name\": \"%s\", \"Id\": \"1\", \"Internal\": %s}".formatted(name, internal));
      return new NetworkCheck(engine.engine(), name, isLocal);
    }

    @Test
    void anInternalOnePasses() {
      passes(of("agents", true, false), "leads nowhere but to itself");
    }

    @Test
    void anOpenOneWarns() {
      tells(of("bridge", false, false), Verdict.WARNING, "not restricted", "firewall");
    }

    @Test
    void theMachinesOwnPassesOnlyWhereAllThatIsNeededListensOnLoopback() {
      passes(of("host", false, true), "this machine's own network");
      tells(of("host", false, false), Verdict.WARNING, "all that listens", "DOCKER_NETWORK");
    }

    @Test
    void noneAndAMissingOneFail() {
      tells(of("none", false, true), Verdict.FAILED, "reach nothing", "DOCKER_NETWORK");
      tells(
          new NetworkCheck(engine.engine(), "gone", true),
          Verdict.FAILED,
          "no network gone",
          "create it");
    }
  }

  @Nested
  class Room {
    @ParameterizedTest
    @CsvSource({"1, 4, PASSED", "2, 4, FAILED", "0.5, 4, PASSED", "1.5, 8, PASSED"})
    void allAgentsTogetherMustFitIntoTheMachinesMemory(
        double memoryGb, int cores, Verdict verdict) {
      engine.says("/info", "{\"MemTotal\": 8589934592, \"NCPU\": %d}".formatted(cores));

      assertThat(
              new RoomCheck(engine.engine(), new ContainerSize(1, memoryGb)).look(FIVE).verdict())
          .isEqualTo(verdict);
    }

    @Test
    void anAgentWithMoreCoresThanTheMachineFails() {
      engine.says("/info", "{\"MemTotal\": 8589934592, \"NCPU\": 2}");

      tells(
          new RoomCheck(engine.engine(), new ContainerSize(4, 1)),
          Verdict.FAILED,
          "5.0 of 8.0 GiB, 2 cores",
          "at most 2 cores");
    }
  }
}
