package io.haymaker.main.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.emulated.DemoCloudProcess;
import io.haymaker.main.run.Haymaker.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands find an emulator in a process of its own by configuration alone. */
class ConfiguredCloudIT {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  @TempDir static Path folder;
  private static DemoCloudProcess cloud;
  private static Path file;

  @BeforeAll
  static void startCloud() throws IOException {
    cloud = DemoCloudProcess.start(folder, HOME);
    file = write("haymaker.properties", cloud.settings());
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
  }

  private static Path write(String name, Map<String, String> settings) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        settings.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static Ended haymaker(String... words) throws Exception {
    return Haymaker.run(folder, HOME, cloud.secrets(), words);
  }

  @Test
  void aRunLeavesNothingBehind() throws Exception {
    Path report = folder.resolve("report.json");
    Ended ended =
        haymaker(
            "run",
            "--config",
            file.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--scenario",
            "containers-01-image-registry",
            "--scenario",
            "databases-03-appointments",
            "--duration",
            "5s",
            "--seed",
            "7",
            "--json",
            "--report",
            report.toString());
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    List<JsonNode> lines =
        ended.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertThat(lines.subList(0, lines.size() - 1))
        .allSatisfy(line -> assertThat(line.path("kind").asString()).isEqualTo("event"))
        .anySatisfy(
            line -> assertThat(line.path("event_type").asString()).isEqualTo("resource_created"));
    JsonNode last = lines.getLast();
    assertThat(last.path("kind").asString()).isEqualTo("report");
    assertThat(last.path("report"))
        .isEqualTo(JsonMapper.shared().readTree(Files.readString(report)));
    assertThat(ended.out() + ended.err())
        .doesNotContain(cloud.secrets().get("MAIN_SP_CLIENT_SECRET"));
  }

  @Test
  void theDoctorFindsNothingToMend() throws Exception {
    Ended ended = haymaker("doctor", "--config", file.toString());
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .contains("azure-permissions")
        .contains("Nothing keeps a run from beginning.")
        .doesNotContain("failed");
    Ended json = haymaker("doctor", "--config", file.toString(), "--json");
    JsonNode read = JsonMapper.shared().readTree(json.out());
    assertThat(read.path("passed").asBoolean()).isTrue();
    assertThat(read.path("checks").size()).isGreaterThan(10);
  }

  @Test
  void theDoctorNamesWhatFailed() throws Exception {
    var settings = new HashMap<>(cloud.settings());
    settings.put("ALLOWED_SUBSCRIPTIONS", "99999999-9999-4999-8999-999999999999");
    settings.put("SERVICE_BUS_NAMESPACE", "localhost:1");
    Ended ended = haymaker("doctor", "--config", write("broken.properties", settings).toString());
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("allowed-subscription +failed")
        .containsPattern("service-bus +failed")
        .contains("-> check SERVICE_BUS_NAMESPACE")
        .contains("failed checks: 2");
  }

  @Test
  void aConfigurationThatCannotBeUsedIsTheUsersMistake() throws Exception {
    var settings = new HashMap<>(cloud.settings());
    settings.put("RUN_DURATION", "long");
    settings.remove("LOCATION");
    Path broken = write("unusable.properties", settings);
    for (String command : List.of("run", "doctor")) {
      Ended ended = haymaker(command, "--config", broken.toString());
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.err()).contains("RUN_DURATION: 'long'").contains("LOCATION: is not set");
    }
  }

  @Test
  void theCheckReadsTheVaultAndShowsNoSecret() throws Exception {
    Ended ended = haymaker("config", "check", "--config", file.toString());
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern("MAIN_SP_CLIENT_SECRET +environment +\\[secret\\]")
        .containsPattern("LOCATION +file +" + cloud.settings().get("LOCATION"))
        .doesNotContain("could not be read")
        .doesNotContain(cloud.secrets().get("MAIN_SP_CLIENT_SECRET"));
  }
}
