package io.haymaker.core.scenario;

import io.haymaker.scenario.ScenarioName;
import java.util.List;

/** What a run was asked to run. */
public sealed interface Selection {

  /** So many scenarios, chosen at random. */
  record Sized(SimulationSize size, SelectionStrategy strategy) implements Selection {
    /** Each scenario as likely as any other. */
    public Sized(SimulationSize size) {
      this(size, SelectionStrategy.UNIFORM);
    }
  }

  /** These scenarios. */
  record Named(List<ScenarioName> scenarios) implements Selection {
    public Named {
      scenarios = List.copyOf(scenarios);
      if (scenarios.isEmpty()) {
        throw new IllegalArgumentException("no scenario named");
      }
      if (scenarios.stream().distinct().count() != scenarios.size()) {
        throw new IllegalArgumentException("a scenario is named twice: " + scenarios);
      }
    }
  }

  /** How many scenarios it asks for. */
  default int count() {
    return switch (this) {
      case Sized sized -> sized.size().scenarios();
      case Named named -> named.scenarios().size();
    };
  }

  /** The {@code simulation_size} of outside readers: a size, or {@code custom}. */
  default String wireName() {
    return switch (this) {
      case Sized sized -> sized.size().wireName();
      case Named _ -> "custom";
    };
  }
}
