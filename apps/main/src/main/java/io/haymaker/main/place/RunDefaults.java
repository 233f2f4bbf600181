package io.haymaker.main.place;

import io.haymaker.core.scenario.SimulationSize;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is at a place, where the user says nothing else.
 *
 * @param duration how long the agents operate
 * @param scenarios the folder of documents
 */
public record RunDefaults(SimulationSize size, Duration duration, Path scenarios) {

  /** The folder of documents that came along. */
  static Path ownScenarios() {
    return Path.of(System.getProperty("haymaker.home", ".")).resolve("scenarios");
  }
}
