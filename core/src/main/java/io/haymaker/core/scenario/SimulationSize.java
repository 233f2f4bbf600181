package io.haymaker.core.scenario;

import java.util.Locale;
import java.util.Optional;

/** How many scenarios a run has. */
public enum SimulationSize {
  SMALL(5),
  MEDIUM(15),
  LARGE(30);

  private final int scenarios;

  SimulationSize(int scenarios) {
    this.scenarios = scenarios;
  }

  public int scenarios() {
    return scenarios;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The size of this name in any case. */
  public static Optional<SimulationSize> of(String name) {
    for (SimulationSize size : values()) {
      if (size.name().equalsIgnoreCase(name)) {
        return Optional.of(size);
      }
    }
    return Optional.empty();
  }
}
