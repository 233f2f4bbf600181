package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioName;

/**
 * A scenario that can be run.
 *
 * @param technologyArea as its document says
 * @param document the Markdown text
 */
public record ScenarioChoice(ScenarioName name, String technologyArea, String document) {}
