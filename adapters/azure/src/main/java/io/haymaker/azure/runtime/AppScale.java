package io.haymaker.azure.runtime;

import java.util.List;
import java.util.Map;

/**
 * How many replicas an app has. Not part of the runtime port, which runs single containers: whoever
 * wants several of them asks for several, on any runtime.
 *
 * @param minimum replicas that are there even when idle, 0 to 1000
 * @param maximum replicas, 1 to 1000, no fewer than {@code minimum}
 * @param rules what the platform goes by in between
 */
public record AppScale(int minimum, int maximum, List<Rule> rules) {

  /** Exactly one: an agent. */
  public static final AppScale ONE = new AppScale(1, 1, List.of());

  private static final int MOST = 1000;

  /**
   * A rule of the platform's scaler.
   *
   * @param type the scaler's, e.g. {@code azure-servicebus} or {@code cpu}
   * @param metadata what that scaler wants to know
   */
  public record Rule(String name, String type, Map<String, String> metadata) {
    public Rule {
      if (name.isBlank() || type.isBlank()) {
        throw new IllegalArgumentException("a scale rule needs a name and a type");
      }
      metadata = Map.copyOf(metadata);
    }
  }

  public AppScale {
    rules = List.copyOf(rules);
    if (minimum < 0 || maximum < 1 || maximum > MOST || minimum > maximum) {
      throw new IllegalArgumentException(
          "replicas must be 0 <= minimum <= maximum, and maximum from 1 to 1000: %d, %d"
              .formatted(minimum, maximum));
    }
  }
}
