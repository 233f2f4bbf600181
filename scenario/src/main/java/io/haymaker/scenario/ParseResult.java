package io.haymaker.scenario;

import java.util.List;

/** What became of reading a document. */
public sealed interface ParseResult {

  /** The document can be selected and run. */
  record Parsed(ScenarioDocument document) implements ParseResult {}

  /**
   * The document cannot be used.
   *
   * @param problems everything that was found, at least one
   */
  record Rejected(List<Problem> problems) implements ParseResult {
    public Rejected {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("A rejected document has a problem");
      }
    }
  }
}
