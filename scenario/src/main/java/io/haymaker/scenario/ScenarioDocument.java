package io.haymaker.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario as its author wrote it; nothing in it has been rendered or executed.
 *
 * @param name from the file name
 * @param title from {@code # Scenario: ...}; the scenario's name when the document has no title
 * @param technologyArea the text under {@code ## Technology Area}, never blank
 * @param front what the document declares about itself
 * @param sections the text below each other heading of level 2, as Markdown, by heading, in order
 * @param phases those that are there, each at most once, in the order of the document
 * @param variables file variables, each name once
 * @param source the whole text, with line feeds only and without byte order mark
 */
public record ScenarioDocument(
    ScenarioName name,
    String title,
    String technologyArea,
    FrontSection front,
    Map<String, String> sections,
    List<Phase> phases,
    List<FileVariable> variables,
    String source) {

  public ScenarioDocument {
    // Map.copyOf would lose the order of the document.
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    phases = List.copyOf(phases);
    variables = List.copyOf(variables);
    if (technologyArea.isBlank()) {
      throw new IllegalArgumentException("A scenario has a technology area");
    }
  }

  /** The phase, empty when the document lacks it. */
  public Optional<Phase> phase(PhaseKind kind) {
    return phases.stream().filter(phase -> phase.kind() == kind).findFirst();
  }

  /** The executable blocks of a phase in their order; none when the document lacks the phase. */
  public List<Block> blocks(PhaseKind kind) {
    return phase(kind).map(Phase::blocks).orElse(List.of());
  }

  /** The text of {@code ## Company Profile}, empty when it is missing. */
  public String companyProfile() {
    return section("Company Profile");
  }

  /** The text of {@code ## Scenario Description}, empty when it is missing. */
  public String scenarioDescription() {
    return section("Scenario Description");
  }

  /** The text of {@code ## Azure Services Used}, empty when it is missing. */
  public String azureServicesUsed() {
    return section("Azure Services Used");
  }

  /** The text of {@code ## Prerequisites}, empty when it is missing. */
  public String prerequisites() {
    return section("Prerequisites");
  }

  /** The name in snake case, see {@link ScenarioName#agentPath()}. */
  public String agentPath() {
    return name.agentPath();
  }

  private String section(String heading) {
    return sections.getOrDefault(heading, "");
  }
}
