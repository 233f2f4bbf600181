package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.scenario.Block.HttpBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every document in {@code scenarios/}. */
class ShippedScenariosTest {

  private static final Path FOLDER = Path.of("..", "scenarios");

  static Stream<ScenarioDocument> documents() throws IOException {
    ScenarioFolder folder = ScenarioFolder.read(FOLDER);
    assertThat(folder.problems()).isEmpty();
    return folder.documents().stream();
  }

  @Test
  void thereAreEnoughOverEnoughAreas() throws IOException {
    assertThat(documents()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(documents().map(ScenarioDocument::technologyArea).distinct())
        .hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void togetherTheyMakeManyTypesOfResources() throws IOException {
    Set<String> types =
        documents()
            .flatMap(document -> targets(document, PhaseKind.DEPLOYMENT, HttpMethod.PUT).stream())
            .map(ShippedScenariosTest::type)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(types).contains("microsoft.network/virtualnetworks").hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysHowHardItIsAndWhatItIsAbout(ScenarioDocument document) {
    assertThat(document.front().tags()).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(document.front().difficulty())
        .hasValueSatisfying(
            difficulty -> assertThat(difficulty).isIn("beginner", "intermediate", "advanced"));
  }

  @Test
  void noTwoMakeTheSameKindsOfResources() throws IOException {
    Set<Set<String>> kinds = new HashSet<>();
    for (ScenarioDocument document : documents().toList()) {
      Set<String> types =
          targets(document, PhaseKind.DEPLOYMENT, HttpMethod.PUT).stream()
              .map(target -> target.replaceAll("/[^/]*\\?.*", ""))
              .map(target -> target.substring(target.indexOf("/providers/")))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(kinds.add(types)).as(document.name().value()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theLinterHasNothingToSay(ScenarioDocument document) {
    assertThat(ScenarioLinter.lint(document)).isEmpty();
    assertThat(ScenarioReach.of(document)).isEqualTo(new ScenarioReach(false, false));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void tellsAStoryAndMakesThreeToEightResources(ScenarioDocument document) {
    assertThat(document.companyProfile()).isNotBlank();
    assertThat(document.scenarioDescription()).isNotBlank();
    assertThat(document.azureServicesUsed()).isNotBlank();
    assertThat(document.prerequisites()).isNotBlank();
    assertThat(targets(document, PhaseKind.DEPLOYMENT, HttpMethod.PUT)).hasSizeBetween(3, 8);
    assertThat(document.blocks(PhaseKind.OPERATIONS)).hasSizeBetween(3, 8);
    assertThat(targets(document, PhaseKind.OPERATIONS, HttpMethod.PATCH)).isNotEmpty();
    assertThat(targets(document, PhaseKind.OPERATIONS, HttpMethod.GET)).isNotEmpty();
    assertThat(targets(document, PhaseKind.OPERATIONS, HttpMethod.DELETE)).hasSizeBetween(0, 1);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void takesDownEverythingThatItMakesInReverseOrder(ScenarioDocument document) {
    List<String> made = paths(targets(document, PhaseKind.DEPLOYMENT, HttpMethod.PUT));
    List<String> madeLater = paths(targets(document, PhaseKind.OPERATIONS, HttpMethod.PUT));
    List<String> removedLater = paths(targets(document, PhaseKind.OPERATIONS, HttpMethod.DELETE));
    List<String> removed = paths(targets(document, PhaseKind.CLEANUP, HttpMethod.DELETE));

    assertThat(removed).containsExactlyInAnyOrderElementsOf(made);
    assertThat(removedLater).containsExactlyElementsOf(madeLater);
    for (String path : made) {
      assertThat(removed.stream().filter(other -> other.startsWith(path + "/")))
          .as("parts of %s go before it", path)
          .allMatch(part -> removed.indexOf(part) < removed.indexOf(path));
    }
  }

  @Test
  void theTemplateWouldPassWhenFilledIn() throws IOException {
    String template = Files.readString(FOLDER.resolve("SCENARIO_TEMPLATE.md"));

    assertThat(ScenarioLinter.lint("filled-in.md", template)).isEmpty();
  }

  /** Namespace and types without the names, in lower case. */
  private static String type(String target) {
    String path = target.replaceAll("\\?.*", "");
    String[] words = path.substring(path.lastIndexOf("/providers/") + 1).split("/", -1);
    StringBuilder type = new StringBuilder(words[1]);
    for (int i = 2; i < words.length; i += 2) {
      type.append('/').append(words[i]);
    }
    return type.toString().toLowerCase(Locale.ROOT);
  }

  private static List<String> paths(List<String> targets) {
    return targets.stream().map(target -> target.replaceAll("\\?.*", "")).toList();
  }

  private static List<String> targets(
      ScenarioDocument document, PhaseKind phase, HttpMethod method) {
    return document.blocks(phase).stream()
        .filter(HttpBlock.class::isInstance)
        .flatMap(block -> ((HttpBlock) block).requests().stream())
        .filter(request -> request.method() == method)
        .map(request -> expand(document, request.target().source()))
        .toList();
  }

  private static String expand(ScenarioDocument document, String text) {
    String expanded = text;
    for (int i = 0; i < 5; i++) {
      for (FileVariable variable : document.variables()) {
        expanded = expanded.replace("{{" + variable.name() + "}}", variable.value().source());
      }
    }
    return expanded;
  }
}
