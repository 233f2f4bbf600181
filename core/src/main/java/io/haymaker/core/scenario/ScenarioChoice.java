package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioName;
import java.util.List;
import java.util.Optional;

/**
 * A scenario that can be run.
 *
 * @param technologyArea as its document says
 * @param tags free words of its front section
 * @param difficulty as its front section says
 * @param document the Markdown text
 */
public record ScenarioChoice(
    ScenarioName name,
    String technologyArea,
    List<String> tags,
    Optional<String> difficulty,
    String document) {

  public ScenarioChoice {
    tags = List.copyOf(tags);
  }

  /** One without tags and difficulty. */
  public ScenarioChoice(ScenarioName name, String technologyArea, String document) {
    this(name, technologyArea, List.of(), Optional.empty(), document);
  }
}
