package io.haymaker.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A linter that nobody here wrote reads the workflows; ours is what it does not know. */
final class WorkflowLintTest {
  static final List<Workflow> ALL = List.of(Workflow.SETTINGS, Workflow.CODE, Workflow.EXAMPLE);
  private static final Path PROGRAMS = Workflow.ROOT.resolve("target/clients/lint/bin");

  @TempDir Path folder;

  @BeforeAll
  static void linter() {
    assumeTrue(
        Files.isExecutable(PROGRAMS.resolve("jactionlint")),
        "target/clients/lint is not there: ./haymaker verify makes it where there is a python3"
            + " with venv");
  }

  private Workflow.Ended lint(String options, Path file) {
    return Workflow.run(
        "jactionlint " + options + " \"$FILE\"",
        folder,
        PROGRAMS,
        Map.of("FILE", file.toString(), "HOME", folder.toString()));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void theLinterFindsNothing(Workflow workflow) {
    Workflow.Ended ended = lint("--strict-exit --no-color", workflow.file());

    assertThat(ended.exitCode()).as(ended.said()).isZero();
  }

  /** That it would have found something. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs-on: ubuntu-24.04 | runs-one: ubuntu-24.04",
        "needs: check | needs: chekc",
        "type: boolean | type: bool",
        "BRANCH: ${{ github.event.client_payload.branch | BRANCH: ${{ github.evnt.branch",
        "case $BRANCH in | case ${{ github.event.client_payload.branch }} in",
        "steps.check.outputs.environment | steps.chek.outputs.environment",
        "types: [service-deploy] | typs: [service-deploy]"
      })
  void aPlantedMistakeIsFound(String right, String wrong) throws IOException {
    String text = Files.readString(Workflow.SETTINGS.file());
    assertThat(text).contains(right);
    Path place = Files.createDirectories(folder.resolve(".github/workflows"));
    Path planted = Files.writeString(place.resolve("w.yml"), text.replace(right, wrong));

    Workflow.Ended ended = lint("--strict-exit --no-color", planted);

    assertThat(ended.exitCode()).as(ended.said()).isEqualTo(1);
  }

  private JsonNode facts(Workflow workflow) {
    Workflow.Ended ended = lint("--export-facts", workflow.file());
    return JsonMapper.builder().build().readTree(ended.said()).path("workflows").path(0);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void theyAreCalledAsTheSpecificationSays() {
    JsonNode events = facts(Workflow.SETTINGS).path("events");
    assertThat(events.valueStream().map(event -> event.path("name").asString()))
        .containsExactlyInAnyOrder("workflow_dispatch", "repository_dispatch");
    for (JsonNode event : events) {
      if (event.path("name").asString().equals("workflow_dispatch")) {
        assertThat(texts(event.path("inputs")))
            .containsExactlyInAnyOrder(
                "function_app_name",
                "resource_group",
                "aci_image",
                "app_settings_json",
                "restart_app");
      } else {
        assertThat(texts(event.path("types"))).containsExactly("service-deploy");
      }
    }
    JsonNode byHand = facts(Workflow.CODE).path("events");
    assertThat(byHand.valueStream().map(event -> event.path("name").asString()))
        .containsExactly("workflow_dispatch");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void noJobMayDoMoreThanItMust(Workflow workflow) {
    JsonNode facts = facts(workflow);
    assertThat(facts.path("permissions").path("scopes").path("*").asString()).isEqualTo("none");
    for (JsonNode job : facts.path("jobs")) {
      JsonNode scopes = job.path("effective_permissions").path("scopes");
      for (Map.Entry<String, JsonNode> scope : scopes.properties()) {
        assertThat(scope.getKey() + ":" + scope.getValue().asString())
            .isIn("*:none", "id-token:write", "contents:read");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyActionIsPinned(Workflow workflow) {
    List<String> kinds =
        facts(workflow)
            .path("jobs")
            .valueStream()
            .flatMap(job -> job.path("steps").valueStream())
            .filter(step -> step.has("uses"))
            .map(step -> step.path("uses").path("ref_kind").asString())
            .toList();
    assertThat(kinds).isNotEmpty().containsOnly("full-sha");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void noExpressionStandsInAScript(Workflow workflow) {
    Stream<String> scripts = workflow.scripts().stream();
    assertThat(scripts).isNotEmpty().noneMatch(script -> script.contains("${{"));
  }
}
