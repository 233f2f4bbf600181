package io.haymaker.scenario;

import io.haymaker.scenario.ParseResult.Parsed;
import io.haymaker.scenario.ParseResult.Rejected;
import java.util.List;

/** Says what an author should change in a document before it runs; see {@link LintRule}. */
public final class ScenarioLinter {

  private ScenarioLinter() {}

  /**
   * Lints a text that may not even parse.
   *
   * @return by line; empty when there is nothing to say
   */
  public static List<LintFinding> lint(String fileName, String text) {
    return switch (ScenarioParser.parse(fileName, text)) {
      case Parsed parsed -> lint(parsed.document());
      case Rejected rejected -> unreadable(fileName, rejected.problems());
    };
  }

  /**
   * Lints a document.
   *
   * @return by line; empty when there is nothing to say
   */
  public static List<LintFinding> lint(ScenarioDocument document) {
    Findings findings = new Findings(document.name() + ".md");
    new OutlineCheck(document, findings).run();
    new ReferenceCheck(document, findings).run();
    new ReachCheck(document, findings).run();
    new RequestCheck(document, findings).run();
    new LifeCheck(document, findings).run();
    return findings.inOrder();
  }

  static List<LintFinding> unreadable(String fileName, List<Problem> problems) {
    Findings findings = new Findings(fileName);
    problems.forEach(
        problem -> findings.add(LintRule.UNREADABLE, problem.line(), problem.message()));
    return findings.inOrder();
  }
}
