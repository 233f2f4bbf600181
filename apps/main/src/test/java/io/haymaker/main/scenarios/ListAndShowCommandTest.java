package io.haymaker.main.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListAndShowCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void twoDocumentsAndABrokenOne() throws IOException {
    Files.writeString(folder.resolve("network-01.md"), BrokenDocument.GOOD);
    Files.writeString(
        folder.resolve("bash-01.md"),
        "## Technology Area\nIdentity\n## Phase 2: Day\n```bash\naz ad app list\ntrue\n```\n");
    Files.writeString(folder.resolve("broken.md"), "nothing");
    Files.writeString(folder.resolve("SCENARIO_TEMPLATE.md"), "nothing");
  }

  private Ended scenarios(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "scenarios";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--dir";
    all[words.length + 2] = folder.toString();
    return MainRunner.run(all);
  }

  @Test
  void listsWhatCanBeRunAndNamesWhatCannot() {
    Ended ended = scenarios("list");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines().map(String::stripTrailing))
        .containsExactly(
            "scenario    area        difficulty  tags",
            "bash-01     Identity    -",
            "network-01  Networking  beginner    lint",
            "2 scenarios over 2 areas");
    assertThat(ended.err()).contains("left out broken.md");
  }

  @Test
  void listsForPrograms() {
    JsonNode json = JsonMapper.shared().readTree(scenarios("list", "--json").out());

    assertThat(json).hasSize(2);
    assertThat(json.get(1).path("name").asString()).isEqualTo("network-01");
    assertThat(json.get(1).path("technology_area").asString()).isEqualTo("Networking");
    assertThat(json.get(1).path("tags").get(0).asString()).isEqualTo("lint");
    assertThat(json.get(0).path("difficulty").isNull()).isTrue();
    assertThat(json.get(0).path("reaches_directory").asBoolean()).isTrue();
  }

  @Test
  void showsWhatADocumentDoes() {
    Ended ended = scenarios("show", "network-01");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("A network")
        .contains("reaches     its own resource group")
        .contains("  Deployment Steps\n    PUT {{vnet}}\n    PUT {{vnet}}/subnets/web\n");
    assertThat(scenarios("show", "bash-01").out())
        .contains("and the directory")
        .contains("bash, 2 lines");
  }

  @Test
  void showsADocumentToPrograms() {
    JsonNode json = JsonMapper.shared().readTree(scenarios("show", "network-01", "--json").out());

    assertThat(json.path("scenario").path("title").asString()).isEqualTo("A network");
    assertThat(json.path("agent_path").asString()).isEqualTo("network_01");
    assertThat(json.path("phases")).hasSize(3);
    assertThat(json.path("phases").get(0).path("blocks").get(1).path("requests")).hasSize(2);
  }

  @Test
  void aNameThatIsNotThereIsTheUsersMistake() {
    Ended unknown = scenarios("show", "nope");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("Unknown scenario: nope. Available: bash-01, network-01");

    Ended broken = scenarios("show", "broken");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("broken.md").contains("The technology area is missing");
  }
}
