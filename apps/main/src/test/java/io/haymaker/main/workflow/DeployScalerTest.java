package io.haymaker.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scripts of the workflow that updates a scaler's settings, with a client that knows two
 * commands and keeps the settings of one app in a file.
 */
final class DeployScalerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CLIENT =
      """
      #!/bin/bash
      printf '%s\\n' "$*" >>"$FOLDER/calls"
      case "$1 $2 $3 $4" in
        "functionapp config appsettings set")
          file=${@: -1}
          [ "${file:0:1}" = @ ] || exit 8
          jq -s '.[0] + .[1]' "$FOLDER/app" "${file:1}" >"$FOLDER/app.new" \
            && mv "$FOLDER/app.new" "$FOLDER/app" ;;
        "functionapp restart --name app") ;;
        *) exit 9 ;;
      esac
      """;

  @TempDir Path folder;

  @BeforeEach
  void client() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "jq"))),
        "jq is not there: ./haymaker verify installs it where it can");
    Files.createDirectory(folder.resolve("bin"));
    Path az = Files.writeString(folder.resolve("bin/az"), CLIENT);
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("app"), "{\"OLD\":\"kept\",\"ACI_IMAGE\":\"before\"}");
    Files.writeString(folder.resolve("calls"), "");
  }

  private Workflow.Ended run(String step, Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "FOLDER",
                folder.toString(),
                "GITHUB_OUTPUT",
                folder.resolve("output").toString(),
                "GITHUB_STEP_SUMMARY",
                folder.resolve("summary").toString(),
                "BRANCH",
                "dev",
                "FUNCTION_APP_NAME",
                "app",
                "RESOURCE_GROUP",
                "group",
                "ACI_IMAGE",
                "registry.example/service:2"));
    environment.putAll(more);
    return Workflow.run(Workflow.SETTINGS.script(step), folder, folder.resolve("bin"), environment);
  }

  private Workflow.Ended update(String settings) {
    return run("Update the settings", Map.of("APP_SETTINGS_JSON", settings));
  }

  private JsonNode app() throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("app")));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void settingsThatAreNotNamedStay() throws IOException {
    Workflow.Ended ended = update("{\"ACI_MAX_INSTANCES\": 50, \"INSTANCE_DEBUG\": false}");

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(app())
        .isEqualTo(
            JSON.readTree(
                """
                {"OLD":"kept","ACI_IMAGE":"registry.example/service:2","ACI_MAX_INSTANCES":"50",
                 "INSTANCE_DEBUG":"false"}
                """));
  }

  /** What an expression leaves of nothing, of null, of a text in a payload, and of an object. */
  @ParameterizedTest
  @ValueSource(strings = {"", "null", "\"\"", "{}", "\"{}\"", "\"null\""})
  void withoutFurtherSettingsTheImageAloneIsUpdated(String settings) throws IOException {
    Workflow.Ended ended = update(settings);

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(app())
        .isEqualTo(
            JSON.readTree("{\"OLD\":\"kept\",\"ACI_IMAGE\":\"registry.example/service:2\"}"));
  }

  @Test
  void aPayloadMayHoldTheSettingsAsText() throws IOException {
    update("\"{\\\"A\\\": \\\"b\\\"}\"");

    assertThat(app().path("A").asString()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch pwned)",
        "`touch pwned`",
        "'; touch pwned; '",
        "\\\"; touch pwned; \\\"",
        "@/etc/passwd",
        "x\\ny",
        "--name other",
        "${IFS}touch${IFS}pwned",
        "{\\\"name\\\":\\\"OLD\\\"}"
      })
  void aHostileValueStaysData(String value) throws IOException {
    String settings = "{\"A\": \"" + value + "\"}";

    Workflow.Ended ended = update(settings);

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(app().path("A")).isEqualTo(JSON.readTree(settings).path("A"));
    assertThat(app().path("OLD").asString()).isEqualTo("kept");
    assertThat(folder.resolve("pwned")).doesNotExist();
    assertThat(calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "7",
        "{\"A\": {\"b\": 1}}",
        "{\"A\": [1]}",
        "{\"A\": null}",
        "{\"A B\": \"c\"}",
        "{\"A=B\": \"c\"}",
        "{\"A\\n\": \"c\"}",
        "{\"\": \"c\"}",
        "{\"A\": \"b\"",
        "not json",
        "$(touch pwned)"
      })
  void whatIsNoObjectOfNamesAndScalarsIsRefusedBeforeAnythingIsChanged(String settings)
      throws IOException {
    Workflow.Ended ended = update(settings);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.said()).contains("::error::app_settings_json").doesNotContain("touch");
    assertThat(calls()).isEmpty();
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"dev, dev", "stage, stage", "main, prod"})
  void eachBranchHasItsEnvironment(String branch, String environment) throws IOException {
    Workflow.Ended ended = run("Check what was asked for", Map.of("BRANCH", branch));

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(folder.resolve("output")).hasContent("environment=" + environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature", "prod", "", "dev\nmain", "dev\nenvironment=prod"})
  void otherBranchesHaveNone(String branch) {
    Workflow.Ended ended = run("Check what was asked for", Map.of("BRANCH", branch));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FUNCTION_APP_NAME | ''",
        "FUNCTION_APP_NAME | --help",
        "FUNCTION_APP_NAME | app; touch pwned",
        "RESOURCE_GROUP | ''",
        "RESOURCE_GROUP | --help",
        "RESOURCE_GROUP | group --yes",
        "RESOURCE_GROUP | $(touch pwned)",
        "ACI_IMAGE | ''",
        "ACI_IMAGE | --debug",
        "ACI_IMAGE | image$(touch pwned)",
        "ACI_IMAGE | @/etc/passwd"
      })
  void whatCannotBeANameIsRefused(String name, String value) {
    Workflow.Ended ended = run("Check what was asked for", Map.of(name, value));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.said()).contains("::error::").doesNotContain("touch");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"true, '', 1", "false, '', 0", "'', true, 1", "'', false, 0", "'', '', 1"})
  void theAppIsRestartedUnlessThatIsNotWanted(String input, String payload, int restarts)
      throws IOException {
    Workflow.Ended ended =
        run("Restart the app", Map.of("RESTART_INPUT", input, "RESTART_PAYLOAD", payload));

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(calls()).hasSize(restarts);
  }
}
