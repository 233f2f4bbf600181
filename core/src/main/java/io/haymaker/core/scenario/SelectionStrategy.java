package io.haymaker.core.scenario;

import java.util.Locale;
import java.util.Optional;

/**
 * How the scenarios of a sized run are chosen: among which, and how they are spread.
 *
 * @param spread over what the choice is even
 * @param tag only documents with this tag, in any case; empty for all
 * @param difficulty only documents of this difficulty, in any case; empty for all
 */
public record SelectionStrategy(Spread spread, Optional<String> tag, Optional<String> difficulty) {

  /** All documents, each as likely as any other. */
  public static final SelectionStrategy UNIFORM =
      new SelectionStrategy(Spread.UNIFORM, Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if tag or difficulty is blank
   */
  public SelectionStrategy {
    if (tag.filter(String::isBlank).isPresent() || difficulty.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("tag and difficulty are absent or have a text");
    }
  }

  /** Whether a document is among those that can be chosen. */
  public boolean admits(ScenarioChoice choice) {
    return tag.stream()
            .allMatch(wanted -> choice.tags().stream().anyMatch(wanted::equalsIgnoreCase))
        && difficulty.stream()
            .allMatch(wanted -> choice.difficulty().filter(wanted::equalsIgnoreCase).isPresent());
  }

  /** What was asked for beyond the number, for a message; empty when nothing was. */
  String restriction() {
    return tag.map(" with the tag '%s'"::formatted).orElse("")
        + difficulty.map(" of the difficulty '%s'"::formatted).orElse("");
  }

  /** Over what a choice is even. */
  public enum Spread {
    /** Every document is as likely as any other. */
    UNIFORM,
    /**
     * No technology area has two scenarios more than another that still has some; within an area
     * every document is as likely as any other.
     */
    BALANCED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The spread of this name in any case. */
    public static Optional<Spread> of(String name) {
      for (Spread spread : values()) {
        if (spread.name().equalsIgnoreCase(name)) {
          return Optional.of(spread);
        }
      }
      return Optional.empty();
    }
  }
}
