package io.haymaker.emulator.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named holes, e.g. {@code /v1.0/applications/{id}}; fixed parts are compared without
 * case.
 */
public final class PathTemplate {
  private final List<String> parts;

  private PathTemplate(List<String> parts) {
    this.parts = parts;
  }

  /** A template from its text. */
  public static PathTemplate of(String text) {
    return new PathTemplate(
        List.of(text.split("/", -1)).stream().filter(part -> !part.isEmpty()).toList());
  }

  /** The values of the holes if the path has exactly this shape. */
  public Optional<Map<String, String>> match(List<String> segments) {
    if (segments.size() != parts.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{")) {
        values.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equalsIgnoreCase(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(Map.copyOf(values));
  }
}
