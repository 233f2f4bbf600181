package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Refused;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of OData's {@code $filter} that clients use here: equality of a text, {@code
 * startswith}, membership in a list of texts, joined by {@code and} or {@code or}. Values are
 * compared without case, as the directory does.
 */
final class ObjectFilter {

  private static final Set<String> TEXTS =
      lower("id", "appId", "displayName", "uniqueName", "servicePrincipalType", "signInAudience");
  private static final Set<String> LISTS = lower("tags", "servicePrincipalNames", "identifierUris");

  private static final String NAME = "([A-Za-z]+)";
  private static final String TEXT = "'((?:[^']|'')*)'";
  private static final Pattern EQUALS = Pattern.compile(NAME + "\\s+eq\\s+" + TEXT);
  private static final Pattern STARTS_WITH =
      Pattern.compile(
          "startswith\\(\\s*" + NAME + "\\s*,\\s*" + TEXT + "\\s*\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ANY =
      Pattern.compile(NAME + "/any\\(\\s*(\\w+)\\s*:\\s*\\2\\s+eq\\s+" + TEXT + "\\s*\\)");
  private static final Pattern JOINT = Pattern.compile("\\s+(and|or)\\s+");

  private final Matcher matcher;
  private int at;

  private ObjectFilter(String text) {
    this.matcher = EQUALS.matcher(text);
  }

  /**
   * Parses a filter.
   *
   * @throws Refused (400 Request_UnsupportedQuery) naming the place where it stops being one
   */
  static Predicate<ObjectNode> of(String text) {
    return new ObjectFilter(text.strip()).parse(text.strip().length());
  }

  private Predicate<ObjectNode> parse(int length) {
    Predicate<ObjectNode> whole = _ -> false;
    Predicate<ObjectNode> conjunction = term();
    while (at < length) {
      if (!move(JOINT)) {
        throw unsupported();
      }
      if (matcher.group(1).equals("and")) {
        conjunction = conjunction.and(term());
      } else {
        whole = whole.or(conjunction);
        conjunction = term();
      }
    }
    return whole.or(conjunction);
  }

  private Predicate<ObjectNode> term() {
    if (move(STARTS_WITH)) {
      String name = known(matcher.group(1), TEXTS);
      String prefix = value(matcher.group(2));
      return object -> text(object, name).filter(text -> text.startsWith(prefix)).isPresent();
    }
    if (move(ANY)) {
      String name = known(matcher.group(1), LISTS);
      String wanted = value(matcher.group(3));
      return object -> list(object, name).anyMatch(wanted::equals);
    }
    if (move(EQUALS)) {
      String name = known(matcher.group(1), TEXTS);
      String wanted = value(matcher.group(2));
      return object -> text(object, name).filter(wanted::equals).isPresent();
    }
    throw unsupported();
  }

  private boolean move(Pattern pattern) {
    matcher.usePattern(pattern).region(at, matcher.regionEnd());
    boolean found = matcher.lookingAt();
    if (found) {
      at = matcher.end();
    }
    return found;
  }

  private static String known(String name, Set<String> names) {
    if (!names.contains(name.toLowerCase(Locale.ROOT))) {
      throw GraphErrors.unsupportedQuery(
          "Unsupported or invalid query filter clause specified for property '" + name + "'.");
    }
    return name;
  }

  private Refused unsupported() {
    return GraphErrors.unsupportedQuery(
        "Unsupported or invalid query filter clause at character " + (at + 1) + ".");
  }

  private static String value(String quoted) {
    return quoted.replace("''", "'").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> text(ObjectNode object, String name) {
    return member(object, name).filter(JsonNode::isString).map(ObjectFilter::lower);
  }

  private static Stream<String> list(ObjectNode object, String name) {
    return member(object, name).stream().flatMap(JsonNode::valueStream).map(ObjectFilter::lower);
  }

  private static Optional<JsonNode> member(ObjectNode object, String name) {
    return object.properties().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String lower(JsonNode text) {
    return text.asString("").toLowerCase(Locale.ROOT);
  }

  private static Set<String> lower(String... names) {
    return Stream.of(names)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
