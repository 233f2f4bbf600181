package io.haymaker.emulator.role;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.role.RoleService.Target;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes, shows, lists and deletes role definitions; the caller's right has been checked. */
final class DefinitionDesk {
  private static final Pattern FILTER =
      Pattern.compile(
          "\\s*(?:(atScopeAndBelow\\(\\))|(roleName|type)\\s+eq\\s+'([^']*)')\\s*",
          Pattern.CASE_INSENSITIVE);

  private final Cloud cloud;
  private final RoleBook book;

  DefinitionDesk(Cloud cloud, RoleBook book) {
    this.cloud = cloud;
    this.book = book;
  }

  Response handle(Request request, Target target) {
    if (target.name().isEmpty()) {
      if (!request.method().equals("GET")) {
        throw new Refused(405, "MethodNotAllowed", "A role definition needs a GUID as its name.");
      }
      return list(request);
    }
    String id = target.name().get();
    return switch (request.method()) {
      case "GET", "HEAD" ->
          book.definition(id)
              .map(role -> Response.json(200, role.view(cloud.subscriptionId())))
              .orElseThrow(
                  () ->
                      new Refused(
                          404,
                          "RoleDefinitionDoesNotExist",
                          "The specified role definition with ID '" + id + "' does not exist."));
      case "DELETE" -> book.atomically(() -> delete(id));
      default -> book.atomically(() -> put(request, id));
    };
  }

  private Response delete(String id) {
    Optional<RoleDefinition> present = book.definition(id);
    if (present.isEmpty()) {
      return Response.empty(204);
    }
    refuseBuiltIn(present.get());
    if (book.assignments().stream().anyMatch(a -> a.roleId().equalsIgnoreCase(id))) {
      throw new Refused(
          400,
          "RoleDefinitionHasAssignments",
          "There are existing role assignments referencing role '" + id + "'.");
    }
    book.deleteDefinition(id);
    return Response.json(200, present.get().view(cloud.subscriptionId()));
  }

  private Response put(Request request, String id) {
    if (!AssignmentDesk.GUID.matcher(id).matches()) {
      throw new Refused(
          400, "InvalidRoleDefinitionId", "The role definition ID '" + id + "' is not a GUID.");
    }
    book.definition(id).ifPresent(DefinitionDesk::refuseBuiltIn);
    ObjectNode json = request.json();
    ObjectNode properties = json.get("properties") instanceof ObjectNode nested ? nested : json;
    RoleDefinition role = RoleDefinition.custom(id.toLowerCase(Locale.ROOT), properties);
    if (role.name().isBlank()) {
      throw new Refused(400, "InvalidRoleDefinitionName", "The role needs a name.");
    }
    if (role.assignableScopes().isEmpty()) {
      throw new Refused(
          400, "LinkedInvalidPropertyId", "The role needs at least one assignable scope.");
    }
    boolean nameTaken =
        book.definitions().stream()
            .anyMatch(
                other ->
                    other.name().equalsIgnoreCase(role.name())
                        && !other.id().equalsIgnoreCase(role.id()));
    if (nameTaken) {
      throw new Refused(
          409,
          "RoleDefinitionWithSameNameExists",
          "A custom role with the name '" + role.name() + "' already exists in this directory.");
    }
    book.put(role);
    return Response.json(201, role.view(cloud.subscriptionId()));
  }

  private static void refuseBuiltIn(RoleDefinition role) {
    if (role.builtIn()) {
      throw new Refused(
          403,
          "RoleDefinitionNotCustomizable",
          "The built-in role '" + role.name() + "' cannot be changed or deleted.");
    }
  }

  private Response list(Request request) {
    Predicate<RoleDefinition> wanted = role -> true;
    Optional<String> filter = request.query("$filter").filter(text -> !text.isBlank());
    if (filter.isPresent()) {
      for (String clause : filter.get().split("(?i)\\s+and\\s+")) {
        wanted = wanted.and(clause(clause));
      }
    }
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    book.definitions().stream()
        .filter(wanted)
        .forEach(role -> value.add(role.view(cloud.subscriptionId())));
    return Response.json(200, body);
  }

  private static Predicate<RoleDefinition> clause(String text) {
    Matcher matcher = FILTER.matcher(text);
    if (!matcher.matches()) {
      throw new Refused(
          400, "InvalidFilterInQueryString", "The filter '" + text + "' is not supported.");
    }
    if (matcher.group(1) != null) {
      return role -> true;
    }
    String value = matcher.group(3);
    return matcher.group(2).equalsIgnoreCase("roleName")
        ? role -> role.name().equalsIgnoreCase(value)
        : role -> value.equalsIgnoreCase(role.builtIn() ? "BuiltInRole" : "CustomRole");
  }
}
