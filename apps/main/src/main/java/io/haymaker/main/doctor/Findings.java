package io.haymaker.main.doctor;

import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.core.validation.ValidationReport.Line;
import io.haymaker.main.view.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what the checks saw. */
final class Findings {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Findings() {}

  /** One line for each check, and below it what to do, where something is to be done. */
  static List<String> table(ValidationReport report) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("CHECK", "VERDICT", "TOOK", "MESSAGE"));
    for (Line line : report.lines()) {
      rows.add(
          List.of(
              line.name(),
              word(line.finding().verdict()).replace('_', ' '),
              "%.1fs".formatted(line.took().toMillis() / 1000.0),
              line.finding().message().replaceAll("\\s+", " ")));
    }
    List<String> table = TextTable.lines(rows);
    var lines = new ArrayList<>(List.of(table.getFirst()));
    for (int i = 0; i < report.lines().size(); i++) {
      lines.add(table.get(i + 1));
      Finding finding = report.lines().get(i).finding();
      if (!finding.whatToDo().isEmpty()) {
        lines.add("    -> " + finding.whatToDo());
      }
    }
    lines.add("");
    lines.add(
        report.passed()
            ? "Nothing keeps a run from beginning."
            : "A run would be refused: failed checks: %d.".formatted(report.failures().size()));
    return lines;
  }

  static String json(ValidationReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("passed", report.passed());
    ArrayNode checks = json.putArray("checks");
    for (Line line : report.lines()) {
      checks
          .addObject()
          .put("name", line.name())
          .put("verdict", word(line.finding().verdict()))
          .put("message", line.finding().message())
          .put("what_to_do", line.finding().whatToDo())
          .put("duration_ms", line.took().toMillis());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
