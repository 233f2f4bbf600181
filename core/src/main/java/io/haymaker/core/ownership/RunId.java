package io.haymaker.core.ownership;

import java.util.Optional;
import java.util.UUID;

/** One execution of selected scenarios. */
public record RunId(UUID value) {

  public static RunId random() {
    return new RunId(UUID.randomUUID());
  }

  /** The run with this id; empty when the text is no UUID in its usual form. */
  public static Optional<RunId> parse(String text) {
    try {
      UUID parsed = UUID.fromString(text);
      return parsed.toString().equalsIgnoreCase(text)
          ? Optional.of(new RunId(parsed))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
