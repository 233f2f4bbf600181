package io.haymaker.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what the checks of one document find. */
final class Findings {

  private final String file;
  private final List<LintFinding> found = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  /**
   * @param line from 1; 0 for what is missing from the whole file, shown at its first line
   */
  void add(LintRule rule, int line, String message) {
    found.add(new LintFinding(rule, new Problem(file, Math.max(line, 1), message)));
  }

  /** By line; findings of one line in the order of the checks. */
  List<LintFinding> inOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt((LintFinding finding) -> finding.problem().line()))
        .toList();
  }
}
