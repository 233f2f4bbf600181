package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path below {@code /graph/v1.0} cut into collection, key and the rest: {@code
 * applications/{id}/addPassword}, {@code applications(uniqueName='x')}. An action may carry its
 * namespace, {@code microsoft.graph.addPassword}.
 */
record GraphPath(String collection, Optional<Key> key, List<String> rest) {

  private static final Pattern ALTERNATE = Pattern.compile("(\\w+)\\((\\w+)='((?:[^']|'')*)'\\)");
  private static final String NAMESPACE = "microsoft.graph.";

  GraphPath {
    rest = List.copyOf(rest);
  }

  /** What names one object. */
  sealed interface Key {
    record Id(String value) implements Key {}

    record Alternate(String property, String value) implements Key {}
  }

  /** The path of a request, whose first two segments are the service's prefix. */
  static GraphPath of(Request request) {
    List<String> segments = request.segments().subList(2, request.segments().size());
    if (segments.isEmpty()) {
      return new GraphPath("", Optional.empty(), List.of());
    }
    Matcher alternate = ALTERNATE.matcher(segments.getFirst());
    if (alternate.matches()) {
      Key key = new Key.Alternate(alternate.group(2), alternate.group(3).replace("''", "'"));
      return new GraphPath(
          alternate.group(1), Optional.of(key), segments.subList(1, segments.size()));
    }
    if (segments.size() == 1) {
      return new GraphPath(segments.getFirst(), Optional.empty(), List.of());
    }
    return new GraphPath(
        segments.getFirst(),
        Optional.of(new Key.Id(segments.get(1))),
        segments.subList(2, segments.size()));
  }

  /** The action after the key; empty if there is none or more than one. */
  Optional<String> action() {
    if (rest.size() != 1) {
      return Optional.empty();
    }
    String word = rest.getFirst();
    return Optional.of(word.startsWith(NAMESPACE) ? word.substring(NAMESPACE.length()) : word);
  }
}
