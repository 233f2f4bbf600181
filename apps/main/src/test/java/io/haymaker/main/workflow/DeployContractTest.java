package io.haymaker.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers of the workflows rely on: inputs, fields, branches, the login, and the example. */
final class DeployContractTest {
  static final List<Workflow> DEPLOYING = List.of(Workflow.SETTINGS, Workflow.CODE);
  private static final String CHECK = "Check what was asked for";
  private static final Pattern PAYLOAD = Pattern.compile("client_payload\\.(\\w+)");

  @TempDir Path folder;

  private Path program(String name, String script) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("bin"));
    Path program = Files.writeString(programs.resolve(name), "#!/bin/bash\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs;
  }

  private Workflow.Ended checkOfCode(Map<String, String> more) {
    var environment =
        new HashMap<>(
            Map.of(
                "GITHUB_OUTPUT",
                folder.resolve("output").toString(),
                "BRANCH",
                "dev",
                "FUNCTION_APP_NAME",
                "app",
                "RESOURCE_GROUP",
                "group"));
    environment.putAll(more);
    return Workflow.run(Workflow.CODE.script(CHECK), folder, folder, environment);
  }

  @ParameterizedTest
  @CsvSource({"dev, dev", "stage, stage", "main, prod"})
  void theCodeOfEachBranchGoesToItsEnvironment(String branch, String environment) {
    Workflow.Ended ended = checkOfCode(Map.of("BRANCH", branch));

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(folder.resolve("output")).hasContent("environment=" + environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature", "prod", "", "dev\nmain", "dev\nenvironment=prod"})
  void theCodeOfOtherBranchesGoesNowhere(String branch) {
    assertThat(checkOfCode(Map.of("BRANCH", branch)).exitCode()).isEqualTo(1);
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FUNCTION_APP_NAME", "RESOURCE_GROUP"})
  void theCodeGoesToNoAppThatCannotBe(String name) {
    for (String value : List.of("", "--help", "app; touch pwned")) {
      Workflow.Ended ended = checkOfCode(Map.of(name, value));

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.said()).contains("::error::").doesNotContain("touch");
    }
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void theProgramIsDeployedToTheAppAndRestartedAsWished(String restart) throws IOException {
    Path programs = program("az", "printf '%s ' \"$@\" >\"$FOLDER/call\"\n");

    Workflow.Ended ended =
        Workflow.run(
            Workflow.CODE.script("Deploy the program"),
            folder,
            programs,
            Map.of(
                "FOLDER",
                folder.toString(),
                "FUNCTION_APP_NAME",
                "the-app",
                "RESOURCE_GROUP",
                "the-group",
                "RESTART_APP",
                restart));

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(Files.readString(folder.resolve("call")))
        .startsWith("webapp deploy ")
        .contains("--type zip ", "--src-path package.zip ", "--restart " + restart + " ")
        .contains("--name the-app ", "--resource-group the-group ");
  }

  /** Each input with what it says of itself but for its description, which is for people. */
  private static Map<String, Map<String, String>> inputs(Workflow workflow) {
    var inputs = new LinkedHashMap<String, Map<String, String>>();
    var current = new HashMap<String, String>();
    for (String line : workflow.below("inputs:")) {
      String[] parts = line.strip().split(": *", 2);
      if (!line.startsWith(" ")) {
        current = new HashMap<>();
        inputs.put(parts[0], current);
      } else if (!parts[0].equals("description")) {
        current.put(parts[0], parts[1]);
      }
    }
    return inputs;
  }

  @Test
  void theInputsAreThoseOfTheSpecification() {
    Map<String, String> needed = Map.of("type", "string", "required", "true");
    Map<String, String> more = Map.of("type", "string", "required", "false", "default", "''");
    Map<String, String> yes = Map.of("type", "boolean", "required", "false", "default", "true");

    assertThat(inputs(Workflow.SETTINGS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "function_app_name", needed,
                "resource_group", needed,
                "aci_image", needed,
                "app_settings_json", more,
                "restart_app", yes));
    assertThat(inputs(Workflow.CODE))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("function_app_name", needed, "resource_group", needed, "restart_app", yes));
  }

  @ParameterizedTest
  @CsvSource({
    CHECK + ", FUNCTION_APP_NAME, function_app_name",
    CHECK + ", RESOURCE_GROUP, resource_group",
    CHECK + ", ACI_IMAGE, aci_image",
    "Update the settings, FUNCTION_APP_NAME, function_app_name",
    "Update the settings, RESOURCE_GROUP, resource_group",
    "Update the settings, ACI_IMAGE, aci_image",
    "Restart the app, FUNCTION_APP_NAME, function_app_name",
    "Restart the app, RESOURCE_GROUP, resource_group"
  })
  void aFieldIsReadFromTheInputsOrElseFromThePayload(String step, String variable, String field) {
    assertThat(Workflow.SETTINGS.below("- name: " + step))
        .contains(
            "  %s: ${{ inputs.%s || github.event.client_payload.%s }}"
                .formatted(variable, field, field));
  }

  @Test
  void settingsRestartAndBranchAreReadFromThePayloadToo() {
    assertThat(Workflow.SETTINGS.below("- name: Update the settings"))
        .contains(
            "  APP_SETTINGS_JSON: ${{ inputs.app_settings_json"
                + " || toJSON(github.event.client_payload.app_settings_json) }}");
    assertThat(Workflow.SETTINGS.below("- name: Restart the app"))
        .contains("  RESTART_INPUT: ${{ inputs.restart_app }}")
        .contains("  RESTART_PAYLOAD: ${{ github.event.client_payload.restart_app }}");
    assertThat(Workflow.SETTINGS.below("- name: " + CHECK))
        .contains("  BRANCH: ${{ github.event.client_payload.branch || github.ref_name }}");
    assertThat(Workflow.SETTINGS.below("repository_dispatch:"))
        .containsExactly("types: [service-deploy]");
  }

  @Test
  void theCodeIsDeployedByHandFromTheBranchOnWhichItIsStarted() {
    assertThat(Workflow.CODE.below("- name: " + CHECK))
        .contains(
            "  BRANCH: ${{ github.ref_name }}",
            "  FUNCTION_APP_NAME: ${{ inputs.function_app_name }}",
            "  RESOURCE_GROUP: ${{ inputs.resource_group }}");
    assertThat(Workflow.CODE.below("- name: Deploy the program"))
        .contains(
            "  FUNCTION_APP_NAME: ${{ inputs.function_app_name }}",
            "  RESOURCE_GROUP: ${{ inputs.resource_group }}",
            "  RESTART_APP: ${{ inputs.restart_app }}");
  }

  /** A login without a secret where it is set up, by the secret where it is not, never both. */
  @ParameterizedTest
  @FieldSource("DEPLOYING")
  void whoDeploysHasLoggedInWithoutASecretOrByTheOne(Workflow workflow) {
    assertThat(workflow.below("- name: Log in without a secret"))
        .contains(
            "if: vars.AZURE_CLIENT_ID != ''",
            "  client-id: ${{ vars.AZURE_CLIENT_ID }}",
            "  tenant-id: ${{ vars.AZURE_TENANT_ID }}",
            "  subscription-id: ${{ vars.AZURE_SUBSCRIPTION_ID }}")
        .noneMatch(line -> line.contains("secrets."));
    assertThat(workflow.below("- name: Log in"))
        .contains("if: vars.AZURE_CLIENT_ID == ''", "  creds: ${{ secrets.TDEI_CORE_AZURE_CREDS }}")
        .noneMatch(line -> line.contains("-id:"));
    assertThat(workflow.below("deploy:"))
        .anyMatch(
            line -> line.matches("environment: \\$\\{\\{ needs\\.\\w+\\.outputs\\.environment }}"))
        .anyMatch(line -> line.startsWith("  id-token: write"))
        .filteredOn(line -> line.contains("uses: azure/login@"))
        .hasSize(2);
  }

  @Test
  void theExampleSendsWhatTheWorkflowReads() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "jq"))),
        "jq is not there: ./haymaker verify installs it where it can");
    Path programs = program("gh", "printf '%s ' \"$@\" >\"$FOLDER/call\"\ncat >\"$FOLDER/sent\"\n");

    Workflow.Ended ended =
        Workflow.run(
            Workflow.EXAMPLE.script("Have the scaler run it"),
            folder,
            programs,
            Map.of(
                "FOLDER", folder.toString(),
                "SCALER_REPOSITORY", "team/scaler",
                "FUNCTION_APP_NAME", "the-app",
                "RESOURCE_GROUP", "the-group",
                "REGISTRY", "teams",
                "GITHUB_REF_NAME", "stage",
                "GITHUB_SHA", "abc123"));

    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(Files.readString(folder.resolve("call")))
        .isEqualTo("api --method POST repos/team/scaler/dispatches --input - ");
    JsonNode sent = JsonMapper.shared().readTree(Files.readString(folder.resolve("sent")));
    assertThat(sent.path("event_type").asString()).isEqualTo("service-deploy");
    JsonNode payload = sent.path("client_payload");
    assertThat(payload.propertyNames())
        .containsExactlyInAnyOrderElementsOf(fieldsThatAreRead())
        .containsExactlyInAnyOrder(
            "branch",
            "function_app_name",
            "resource_group",
            "aci_image",
            "app_settings_json",
            "restart_app");
    assertThat(payload.path("branch").asString()).isEqualTo("stage");
    assertThat(payload.path("function_app_name").asString()).isEqualTo("the-app");
    assertThat(payload.path("resource_group").asString()).isEqualTo("the-group");
    assertThat(payload.path("aci_image").asString()).isEqualTo("teams.azurecr.io/service:abc123");
    assertThat(payload.path("app_settings_json").isObject()).isTrue();
    assertThat(payload.path("restart_app").asBoolean()).isTrue();
  }

  private static Set<String> fieldsThatAreRead() throws IOException {
    var fields = new TreeSet<String>();
    PAYLOAD
        .matcher(Files.readString(Workflow.SETTINGS.file()))
        .results()
        .forEach(match -> fields.add(match.group(1)));
    return fields;
  }
}
