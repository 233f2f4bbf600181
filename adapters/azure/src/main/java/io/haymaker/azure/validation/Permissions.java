package io.haymaker.azure.validation;

import io.haymaker.azure.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a role lets do where it is assigned.
 *
 * @param scope where; {@code /} or a management group's for everything below
 * @param definition the role's {@code properties}
 */
record Permissions(String scope, JsonNode definition) {

  /** Whether it lets this be done there. */
  boolean allow(String action, String where) {
    return covers(where)
        && definition
            .path("permissions")
            .valueStream()
            .anyMatch(
                one -> matches(one, "actions", action) && !matches(one, "notActions", action));
  }

  /** Whether it lets this be done with what is in something there. */
  boolean allowData(String action, String where) {
    return covers(where)
        && definition
            .path("permissions")
            .valueStream()
            .anyMatch(
                one ->
                    matches(one, "dataActions", action) && !matches(one, "notDataActions", action));
  }

  private boolean covers(String where) {
    String mine = scope.toLowerCase(Locale.ROOT);
    // A listing at the subscription has inherited ones of management groups above it only.
    return mine.equals("/")
        || mine.startsWith("/providers/microsoft.management/")
        || (where.toLowerCase(Locale.ROOT) + "/").startsWith(mine + "/");
  }

  private static boolean matches(JsonNode permission, String member, String action) {
    List<String> patterns =
        permission.path(member).valueStream().map(node -> node.asString("")).toList();
    return patterns.stream().anyMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }

  static String roleOf(JsonNode assignment) {
    return Json.text(assignment.path("properties"), "roleDefinitionId");
  }
}
