package io.haymaker.main.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.main.e2e.CloudClient.Answer;
import io.haymaker.main.emulated.DemoCloudProcess;
import io.haymaker.main.run.Haymaker;
import io.haymaker.main.run.Haymaker.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./haymaker cleanup} as processes: what is shown, what is asked for, what is gone then. */
class CleanupIT {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String GROUPS = "?api-version=2024-11-01";
  private static final String NETWORK = "?api-version=2024-05-01";
  private static final String VAULTS = "?api-version=2023-07-01";
  private static final String THEM = "theirs-4711";

  @TempDir static Path folder;
  private static DemoCloudProcess cloud;
  private static CloudClient admin;
  private static Path config;

  @BeforeAll
  static void startCloud() throws Exception {
    cloud = DemoCloudProcess.start(folder, HOME);
    admin = CloudClient.administrator(folder.resolve("emulator"));
    // What is planted is listed at once.
    good(admin.control("PATCH", "/settings", "{\"inventoryLag\":\"PT0S\"}"));
    config =
        Files.writeString(
            folder.resolve("haymaker.properties"),
            cloud.settings().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("\n")));
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
  }

  @Test
  void whatIsOnlySoftDeletedIsAuditedShownAndPurged() throws Exception {
    String installation = json(haymaker("", "cleanup", "--json")).path("installation").asString();
    String group = group("shared", "{}");
    String vault = group + "/providers/Microsoft.KeyVault/vaults/kept-by-its-service";
    good(admin.arm("PUT", vault + VAULTS, body(tags(installation, RunId.random()))));
    good(admin.arm("DELETE", vault + VAULTS));

    Ended before = haymaker("", "audit", "--all", "--json");
    Ended shown = haymaker("", "cleanup", "--dry-run");
    assertThat(deletedVaults()).as("a dry run touches nothing").contains(vault);
    Ended done = haymaker("", "cleanup", "--yes");
    Ended after = haymaker("", "audit", "--all");

    assertThat(before.exitCode()).as(before.out() + before.err()).isEqualTo(3);
    assertThat(before.out()).contains("soft-deleted " + vault);
    assertThat(shown.exitCode()).as(shown.out() + shown.err()).isEqualTo(3);
    assertThat(shown.out())
        .contains("Deleted already and kept by their services; purged")
        .contains("kept-by-its-service");
    assertThat(shown.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
    assertThat(deletedVaults()).doesNotContain(vault);
    assertThat(after.exitCode()).as(after.out() + after.err()).isZero();
  }

  @Test
  void anotherInstallationsLeftoversAreTakenOverOnlyByTypingItsId() throws Exception {
    RunId run = RunId.random();
    String group = group("of-theirs", tags(THEM, run));
    String nsg = group + "/providers/Microsoft.Network/networkSecurityGroups/left";
    good(admin.arm("PUT", nsg + NETWORK, body("{}")));
    String third = group("of-a-third", tags("a-third-0815", run));

    Ended own = haymaker("", "cleanup");
    Ended shown = haymaker("", "cleanup", "--adopt", THEM);
    Ended mistyped = haymaker("theirs-4712\n", "cleanup", "--adopt", THEM, "--yes");
    Ended silent = haymaker("", "cleanup", "--adopt", THEM, "--yes");
    assertThat(admin.arm("GET", nsg + NETWORK).status()).as("nothing was touched").isEqualTo(200);
    Ended done = haymaker(THEM + "\n", "cleanup", "--adopt", THEM, "--yes");

    assertThat(own.out()).contains("Not ours, never touched", THEM);
    assertThat(shown.exitCode()).as(shown.out() + shown.err()).isEqualTo(3);
    assertThat(shown.out())
        .contains("Installation " + THEM + ", another's", "left", "of-theirs")
        .contains("Nothing was touched. To do it: ./haymaker cleanup --adopt " + THEM + " --yes")
        .doesNotContain("of-a-third");
    assertThat(mistyped.exitCode()).as(mistyped.out() + mistyped.err()).isNotZero();
    assertThat(mistyped.err()).contains("nothing was touched: that is not " + THEM);
    assertThat(silent.exitCode()).as(silent.out() + silent.err()).isNotZero();
    assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
    assertThat(done.err()).contains("Type the id of the installation");
    assertThat(admin.arm("GET", group + GROUPS).status()).isEqualTo(404);
    assertThat(admin.arm("GET", third + GROUPS).status()).isEqualTo(200);
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeAnythingIsTouched() throws Exception {
    String own = json(haymaker("", "cleanup", "--json")).path("installation").asString();

    Ended itself = haymaker("", "cleanup", "--adopt", own, "--yes");
    Ended noId = haymaker("", "cleanup", "--adopt", "no id at all");
    Ended both = haymaker("", "cleanup", "--yes", "--dry-run");

    assertThat(List.of(itself.exitCode(), noId.exitCode(), both.exitCode()))
        .as(itself.err() + noId.err() + both.err())
        .containsOnly(2);
    assertThat(itself.err()).contains("is this installation itself");
  }

  private static Ended haymaker(String typed, String... words) throws Exception {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", config.toString(), "--data", folder.resolve("data").toString()));
    return Haymaker.typing(typed, folder, HOME, cloud.secrets(), all.toArray(String[]::new));
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.out()).as(ended.err()).startsWith("{");
    return JsonMapper.shared().readTree(ended.out());
  }

  private static String group(String name, String tags) {
    String id = admin.subscription() + "/resourceGroups/" + name;
    good(admin.arm("PUT", id + GROUPS, body(tags)));
    return id;
  }

  private static String body(String tags) {
    return "{\"location\":\"westeurope\",\"tags\":%s}".formatted(tags);
  }

  private static String tags(String installation, RunId run) {
    return "{\"AzureHayMaker-managed\":\"true\",\"RunId\":\"%s\",\"Scenario\":\"left\",\"HayMaker-Installation\":\"%s\"}"
        .formatted(run, installation);
  }

  private static String deletedVaults() {
    return admin
        .arm("GET", admin.subscription() + "/providers/Microsoft.KeyVault/deletedVaults" + VAULTS)
        .body()
        .toString();
  }

  private static void good(Answer answer) {
    assertThat(answer.isGood()).as(answer.toString()).isTrue();
  }
}
