package io.haymaker.main.scenarios;

import io.haymaker.scenario.Block;
import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.LintFinding;
import io.haymaker.scenario.Phase;
import io.haymaker.scenario.ScenarioDocument;
import io.haymaker.scenario.ScenarioReach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told about documents: snake_case, absent values as null. */
final class ScenarioJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ScenarioJson() {}

  record Entry(
      String name,
      String title,
      String technologyArea,
      Optional<String> difficulty,
      List<String> tags,
      boolean reachesSubscription,
      boolean reachesDirectory) {
    static Entry of(ScenarioDocument document) {
      ScenarioReach reach = ScenarioReach.of(document);
      return new Entry(
          document.name().value(),
          document.title(),
          document.technologyArea(),
          document.front().difficulty(),
          document.front().tags(),
          reach.subscription(),
          reach.directory());
    }
  }

  record Step(String section, int line, String kind, List<String> requests) {
    static Step of(Block block) {
      return switch (block) {
        case HttpBlock http ->
            new Step(http.section(), http.line(), "http", Requests.written(http));
        case BashBlock bash -> new Step(bash.section(), bash.line(), "bash", List.of());
      };
    }
  }

  record PhaseView(int number, String title, int line, List<Step> blocks) {
    static PhaseView of(Phase phase) {
      return new PhaseView(
          phase.kind().number(),
          phase.title(),
          phase.line(),
          phase.blocks().stream().map(Step::of).toList());
    }
  }

  record Whole(
      Entry scenario,
      String agentPath,
      List<String> permissions,
      Map<String, String> sections,
      List<PhaseView> phases) {}

  record Finding(String file, int line, String rule, String severity, String message) {
    static Finding of(LintFinding finding) {
      return new Finding(
          finding.problem().file(),
          finding.problem().line(),
          finding.rule().wireName(),
          finding.rule().severity().wireName(),
          finding.problem().message());
    }
  }

  record Lint(int documents, List<Finding> findings) {}

  static String list(List<ScenarioDocument> documents) {
    return MAPPER.writeValueAsString(documents.stream().map(Entry::of).toList());
  }

  static String show(ScenarioDocument document) {
    return MAPPER.writeValueAsString(
        new Whole(
            Entry.of(document),
            document.agentPath(),
            document.front().permissions(),
            document.sections(),
            document.phases().stream().map(PhaseView::of).toList()));
  }

  static String lint(int documents, List<LintFinding> findings) {
    return MAPPER.writeValueAsString(
        new Lint(documents, findings.stream().map(Finding::of).toList()));
  }
}
