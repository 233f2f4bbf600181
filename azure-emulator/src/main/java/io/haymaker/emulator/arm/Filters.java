package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code $filter} of lists, over what a list shows of each item. */
final class Filters {
  private static final Pattern EQUAL =
      Pattern.compile("\\s*(\\w+)\\s+eq\\s+'((?:[^']|'')*)'\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBSTRING =
      Pattern.compile(
          "\\s*substringof\\('((?:[^']|'')*)'\\s*,\\s*name\\)\\s*", Pattern.CASE_INSENSITIVE);

  private Filters() {}

  /**
   * A test from a filter's text: {@code tagName}, {@code tagValue}, {@code resourceType}, {@code
   * resourceGroup}, {@code name}, {@code location} with {@code eq}, and {@code
   * substringof('x',name)}, joined by {@code and}.
   *
   * @throws Refused (400 InvalidFilterInQueryString) for anything else
   */
  static Predicate<ObjectNode> parse(Optional<String> text) {
    Predicate<ObjectNode> all = item -> true;
    if (text.isEmpty() || text.get().isBlank()) {
      return all;
    }
    Optional<String> tagName = Optional.empty();
    Optional<String> tagValue = Optional.empty();
    for (String clause : text.get().split("(?i)\\s+and\\s+")) {
      Matcher substring = SUBSTRING.matcher(clause);
      if (substring.matches()) {
        String part = substring.group(1).toLowerCase(Locale.ROOT);
        all = all.and(item -> lower(item, "name").contains(part));
        continue;
      }
      Matcher equal = EQUAL.matcher(clause);
      if (!equal.matches()) {
        throw unknown(text.get());
      }
      String value = equal.group(2).replace("''", "'");
      switch (equal.group(1).toLowerCase(Locale.ROOT)) {
        case "tagname" -> tagName = Optional.of(value);
        case "tagvalue" -> tagValue = Optional.of(value);
        case "resourcetype" -> all = all.and(item -> same(item, "type", value));
        case "name" -> all = all.and(item -> same(item, "name", value));
        case "location" -> all = all.and(item -> same(item, "location", value.replace(" ", "")));
        case "resourcegroup" -> {
          String part = "/resourcegroups/" + value.toLowerCase(Locale.ROOT) + "/";
          all = all.and(item -> (lower(item, "id") + "/").contains(part));
        }
        default -> throw unknown(text.get());
      }
    }
    return all.and(tags(text.get(), tagName, tagValue));
  }

  private static Predicate<ObjectNode> tags(
      String text, Optional<String> name, Optional<String> value) {
    if (name.isEmpty()) {
      if (value.isPresent()) {
        throw unknown(text);
      }
      return item -> true;
    }
    return item -> {
      for (Map.Entry<String, JsonNode> tag : item.path("tags").properties()) {
        if (tag.getKey().equalsIgnoreCase(name.get())
            && value.map(wanted -> wanted.equals(tag.getValue().asString(""))).orElse(true)) {
          return true;
        }
      }
      return false;
    };
  }

  private static Refused unknown(String text) {
    return new Refused(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '" + text + "' specified in the query string.");
  }

  private static boolean same(ObjectNode item, String member, String value) {
    return item.path(member).asString("").equalsIgnoreCase(value);
  }

  private static String lower(ObjectNode item, String member) {
    return item.path(member).asString("").toLowerCase(Locale.ROOT);
  }
}
