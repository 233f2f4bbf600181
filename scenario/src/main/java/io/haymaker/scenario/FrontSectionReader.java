package io.haymaker.scenario;

import io.haymaker.scenario.FrontSection.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines between the two {@code ---}: {@code key: value}, {@code key: [a, b]} and {@code
 * key:} followed by {@code - item} lines. That is all of YAML that a front section needs, and what
 * is not understood is a problem rather than a guess, since it decides what a document may do.
 */
final class FrontSectionReader {

  private static final Set<String> KEYS =
      Set.of("permissions", "scope", "directory", "tags", "difficulty");
  private static final Pattern ENTRY = Pattern.compile("([A-Za-z_]+)\\s*:\\s*(.*?)\\s*");
  private static final Pattern ITEM = Pattern.compile("\\s*-\\s+(.+?)\\s*");

  private final Problems problems;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  FrontSectionReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param content the lines between the markers; the first is line 2 of the document
   */
  FrontSection read(List<String> content) {
    String key = null;
    for (int i = 0; i < content.size(); i++) {
      int number = i + 2;
      String line = content.get(i);
      Matcher item = ITEM.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      if (item.matches() && key != null) {
        values.computeIfAbsent(key, k -> new ArrayList<>()).add(unquoted(item.group(1)));
      } else if (entry.matches()
          && KEYS.contains(entry.group(1))
          && !values.containsKey(entry.group(1))) {
        key = entry.group(1);
        lines.put(key, number);
        values.put(key, new ArrayList<>(items(entry.group(2))));
      } else {
        key = null;
        problems.add(
            number,
            "The front section knows permissions, scope, directory, tags and difficulty, each once,"
                + " and does not understand '"
                + line.strip()
                + "'");
      }
    }
    return new FrontSection(
        values.getOrDefault("permissions", List.of()),
        scope(),
        directory(),
        values.getOrDefault("tags", List.of()),
        single("difficulty"));
  }

  private Scope scope() {
    return switch (single("scope").orElse("resource_group")) {
      case "resource_group" -> Scope.RESOURCE_GROUP;
      case "subscription" -> Scope.SUBSCRIPTION;
      default -> {
        problems.add(line("scope"), "The scope is 'resource_group' or 'subscription'");
        yield Scope.RESOURCE_GROUP;
      }
    };
  }

  private boolean directory() {
    return switch (single("directory").orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problems.add(line("directory"), "'directory' is 'true' or 'false'");
        yield false;
      }
    };
  }

  private Optional<String> single(String key) {
    List<String> found = values.getOrDefault(key, List.of());
    if (found.size() > 1) {
      problems.add(line(key), "'" + key + "' has one value");
    }
    return found.stream().findFirst();
  }

  private int line(String key) {
    return lines.getOrDefault(key, 1);
  }

  private static List<String> items(String value) {
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.startsWith("[") || !value.endsWith("]")) {
      return List.of(unquoted(value));
    }
    List<String> items = new ArrayList<>();
    for (String item : value.substring(1, value.length() - 1).split(",", -1)) {
      if (!item.isBlank()) {
        items.add(unquoted(item.strip()));
      }
    }
    return items;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && ((value.startsWith("\"") && value.endsWith("\""))
                || (value.startsWith("'") && value.endsWith("'")));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
