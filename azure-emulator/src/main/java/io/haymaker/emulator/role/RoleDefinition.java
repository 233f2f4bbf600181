package io.haymaker.emulator.role;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A role: what it grants.
 *
 * @param id its GUID
 * @param name its name, unique among those of the tenant
 * @param description what people read
 * @param builtIn whether it is Azure's own
 * @param grants what it grants: any of them is enough
 * @param assignableScopes where it may be assigned; {@code /} for everywhere
 */
record RoleDefinition(
    String id,
    String name,
    String description,
    boolean builtIn,
    List<Grant> grants,
    List<String> assignableScopes) {

  /** Patterns in which {@code *} is any text; compared without case. */
  record Grant(
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions) {
    Grant {
      actions = List.copyOf(actions);
      notActions = List.copyOf(notActions);
      dataActions = List.copyOf(dataActions);
      notDataActions = List.copyOf(notDataActions);
    }

    boolean allows(Permission permission) {
      return switch (permission) {
        case Permission.Control control ->
            any(actions, control.name()) && !any(notActions, control.name());
        case Permission.Data data ->
            any(dataActions, data.name()) && !any(notDataActions, data.name());
      };
    }

    private static boolean any(List<String> patterns, String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return patterns.stream().anyMatch(p -> fits(p.toLowerCase(Locale.ROOT), 0, lower, 0));
    }

    private static boolean fits(String pattern, int p, String text, int t) {
      if (p == pattern.length()) {
        return t == text.length();
      }
      if (pattern.charAt(p) == '*') {
        for (int end = t; end <= text.length(); end++) {
          if (fits(pattern, p + 1, text, end)) {
            return true;
          }
        }
        return false;
      }
      return t < text.length()
          && pattern.charAt(p) == text.charAt(t)
          && fits(pattern, p + 1, text, t + 1);
    }
  }

  RoleDefinition {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    grants = List.copyOf(grants);
    assignableScopes = List.copyOf(assignableScopes);
  }

  boolean allows(Permission permission) {
    return grants.stream().anyMatch(grant -> grant.allows(permission));
  }

  /** The id that clients see and put into assignments; clients compare it with case. */
  static String resourceId(String subscriptionId, String guid) {
    return "/subscriptions/"
        + subscriptionId
        + "/providers/Microsoft.Authorization/roleDefinitions/"
        + guid;
  }

  ObjectNode view(String subscriptionId) {
    ObjectNode view =
        Json.object()
            .put("id", resourceId(subscriptionId, id))
            .put("name", id)
            .put("type", "Microsoft.Authorization/roleDefinitions");
    view.set("properties", toJson());
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("roleName", name)
            .put("type", builtIn ? "BuiltInRole" : "CustomRole")
            .put("description", description);
    put(json.putArray("assignableScopes"), assignableScopes);
    ArrayNode permissions = json.putArray("permissions");
    for (Grant grant : grants) {
      ObjectNode permission = permissions.addObject();
      put(permission.putArray("actions"), grant.actions());
      put(permission.putArray("notActions"), grant.notActions());
      put(permission.putArray("dataActions"), grant.dataActions());
      put(permission.putArray("notDataActions"), grant.notDataActions());
    }
    return json;
  }

  /** A custom role from the properties that a client has put. */
  static RoleDefinition custom(String id, ObjectNode properties) {
    List<Grant> grants =
        StreamSupport.stream(properties.path("permissions").spliterator(), false)
            .map(
                json ->
                    new Grant(
                        strings(json, "actions"),
                        strings(json, "notActions"),
                        strings(json, "dataActions"),
                        strings(json, "notDataActions")))
            .toList();
    return new RoleDefinition(
        id,
        Json.string(properties, "roleName").orElse(""),
        Json.string(properties, "description").orElse(""),
        false,
        grants,
        strings(properties, "assignableScopes"));
  }

  private static List<String> strings(JsonNode json, String name) {
    return StreamSupport.stream(json.path(name).spliterator(), false)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  private static void put(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
