package io.haymaker.main.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.main.MainRunner;
import io.haymaker.main.MainRunner.Ended;
import io.haymaker.scenario.ScenarioFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user typed wrong is one line and exit code 2, before anything is started. */
class DemoCommandTest {
  private static final String SCENARIOS = Path.of("../../scenarios").toAbsolutePath().toString();

  @TempDir Path data;

  private Ended demo(String... more) {
    String[] words = new String[more.length + 5];
    words[0] = "demo";
    words[1] = "--data";
    words[2] = data.resolve("d").toString();
    words[3] = "--scenarios";
    words[4] = SCENARIOS;
    System.arraycopy(more, 0, words, 5, more.length);
    return MainRunner.run(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--size huge                   | --size: 'huge' is none of small, medium, large",
        "--seed abc                    | --seed: 'abc' is no whole number",
        "--duration soon               | --duration: 'soon' is no duration",
        "--duration 0s                 | --duration: '0s' is no duration longer than zero",
        "--leave-behind -1             | --leave-behind: -1 is not between 0 and 1000",
        "--leave-behind many           | --leave-behind: 'many' is no whole number",
        "--scenario no-such-one        | Unknown scenario: no-such-one. Available: ai-01",
        "--scenario ../../etc/passwd   | --scenario: '../../etc/passwd' is no scenario name",
        "--report /no/such/folder/r    | --report: /no/such/folder/r is no file",
        "--no-such-option              | Unknown option: '--no-such-option'",
        "--seed                        | Missing required parameter for option '--seed'",
      })
  void refusesWithOneLine(String options, String message) {
    Ended ended = demo(options.strip().split(" +"));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().strip().lines()).hasSize(1);
    assertThat(ended.err()).contains(message.strip());
    assertThat(data.resolve("d")).doesNotExist();
  }

  /** Holds while the folder has fewer than 30 documents. */
  @Test
  void moreScenariosThanThereAreIsRefusedWithBothCounts() throws IOException {
    int available = ScenarioFolder.read(Path.of(SCENARIOS)).documents().size();
    Ended ended = demo("--size", "large");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains("Not enough scenarios available. Requested: 30, Available: " + available);
    assertThat(data.resolve("d")).doesNotExist();
  }

  @Test
  void sizeAndScenarioExcludeEachOther() {
    assertThat(demo("--size", "small", "--scenario", "compute-01-linux-vm-web-server").err())
        .contains("--size and --scenario exclude each other");
  }

  @Test
  void aScenarioIsNotRunTwice() {
    String name = "compute-01-linux-vm-web-server";
    assertThat(demo("--scenario", name, "--scenario", name).err()).contains("named twice");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Ended ended = MainRunner.run("demo", "--scenarios", data.resolve("none").toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("there is no such folder").contains("none");
  }

  @Test
  void aDataFolderThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "x");
    Ended ended = MainRunner.run("demo", "--scenarios", SCENARIOS, "--data", file.toString());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("is not a folder");
  }

  @Test
  void withoutACommandItSaysHowToUseIt() {
    Ended ended = MainRunner.run();
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("demo");
  }
}
