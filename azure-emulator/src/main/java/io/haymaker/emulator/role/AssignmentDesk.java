package io.haymaker.emulator.role;

import io.haymaker.emulator.arm.Scopes;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.role.RoleService.Target;
import io.haymaker.emulator.token.Directory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes, shows, lists and deletes role assignments; the caller's right has been checked. */
final class AssignmentDesk {
  static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern FILTER =
      Pattern.compile(
          "\\s*(?:(atScope\\(\\))|principalId\\s+eq\\s+'([^']*)'|assignedTo\\('([^']*)'\\))\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final int MOST_PER_SUBSCRIPTION = 4000;

  private final Cloud cloud;
  private final RoleBook book;
  private final Directory directory;
  private final Scopes scopes;

  AssignmentDesk(Cloud cloud, RoleBook book, Directory directory, Scopes scopes) {
    this.cloud = cloud;
    this.book = book;
    this.directory = directory;
    this.scopes = scopes;
  }

  Response handle(Request request, Target target) {
    if (target.name().isEmpty()) {
      if (!request.method().equals("GET")) {
        throw new Refused(405, "MethodNotAllowed", "A role assignment needs a GUID as its name.");
      }
      return list(request, target.scope());
    }
    String name = target.name().get();
    return switch (request.method()) {
      case "GET", "HEAD" ->
          find(name, target.scope())
              .map(a -> Response.json(200, a.view(cloud.subscriptionId())))
              .orElseThrow(
                  () ->
                      new Refused(
                          404,
                          "RoleAssignmentNotFound",
                          "The role assignment '" + name + "' is not found."));
      case "DELETE" -> delete(name, target.scope());
      default -> book.atomically(() -> put(request, name, target.scope()));
    };
  }

  private Optional<RoleAssignment> find(String name, String scope) {
    return book.assignment(name).filter(a -> a.scope().equalsIgnoreCase(scope));
  }

  private Response delete(String name, String scope) {
    return book.atomically(
        () -> {
          Optional<RoleAssignment> present = find(name, scope);
          present.ifPresent(book::remove);
          return present
              .map(a -> Response.json(200, a.view(cloud.subscriptionId())))
              .orElseGet(() -> Response.empty(204));
        });
  }

  private Response put(Request request, String name, String scope) {
    if (!GUID.matcher(name).matches()) {
      throw new Refused(
          400, "InvalidRoleAssignmentId", "The role assignment ID '" + name + "' is not a GUID.");
    }
    if (scope.isEmpty()) {
      throw new Refused(
          400, "InvalidScope", "The emulator takes role assignments in the subscription only.");
    }
    scopes.requirePresent(scope);
    ObjectNode json = request.json();
    // Old clients send the members flat, new ones below "properties".
    ObjectNode properties = json.get("properties") instanceof ObjectNode nested ? nested : json;
    if (Json.string(properties, "condition").isPresent()) {
      throw new Refused(
          400, "ConditionsNotEmulated", "The emulator does not evaluate conditions of roles.");
    }
    String principalId =
        Json.string(properties, "principalId")
            .filter(id -> GUID.matcher(id).matches())
            .orElseThrow(
                () ->
                    new Refused(
                        400, "InvalidPrincipalId", "The principal ID must be a valid GUID."));
    RoleDefinition role = role(Json.string(properties, "roleDefinitionId").orElse(""), scope);
    RoleAssignment wanted =
        new RoleAssignment(
            name,
            scope,
            principalId,
            principalType(properties, principalId),
            role.id(),
            Json.string(properties, "description"),
            request.caller().objectId(),
            cloud.clock().instant(),
            Optional.empty());
    return keep(wanted);
  }

  private Response keep(RoleAssignment wanted) {
    Optional<RoleAssignment> same = book.assignment(wanted.name());
    if (same.isPresent()) {
      RoleAssignment present = same.get();
      if (!sameTriple(present, wanted)) {
        throw new Refused(
            400,
            "RoleAssignmentUpdateNotPermitted",
            "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
      }
      return Response.json(200, present.view(cloud.subscriptionId()));
    }
    List<RoleAssignment> all = book.assignments();
    if (all.stream().anyMatch(present -> sameTriple(present, wanted))) {
      throw new Refused(409, "RoleAssignmentExists", "The role assignment already exists.");
    }
    if (all.size() >= cloud.settings().now().quota("roleAssignments", MOST_PER_SUBSCRIPTION)) {
      throw new Refused(
          400,
          "RoleAssignmentLimitExceeded",
          "The number of role assignments in the subscription has reached its limit.");
    }
    book.put(wanted);
    return Response.json(201, wanted.view(cloud.subscriptionId()));
  }

  private static boolean sameTriple(RoleAssignment one, RoleAssignment other) {
    return one.scope().equalsIgnoreCase(other.scope())
        && one.principalId().equalsIgnoreCase(other.principalId())
        && one.roleId().equalsIgnoreCase(other.roleId());
  }

  private RoleDefinition role(String roleDefinitionId, String scope) {
    String guid = roleDefinitionId.substring(roleDefinitionId.lastIndexOf('/') + 1);
    RoleDefinition role =
        book.definition(guid)
            .orElseThrow(
                () ->
                    new Refused(
                        400,
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '" + guid + "' does not exist."));
    String wanted = scope.toLowerCase(Locale.ROOT) + "/";
    boolean assignable =
        role.assignableScopes().stream()
            .map(allowed -> allowed.toLowerCase(Locale.ROOT))
            .anyMatch(allowed -> allowed.equals("/") || wanted.startsWith(allowed + "/"));
    if (!assignable) {
      throw new Refused(
          400,
          "InvalidRoleDefinitionScope",
          "The role '" + role.name() + "' cannot be assigned at the scope '" + scope + "'.");
    }
    return role;
  }

  /**
   * Azure looks the principal up unless the client says that it is a service principal: that is how
   * an assignment right after the principal's creation is made to work.
   */
  private String principalType(ObjectNode properties, String principalId) {
    Optional<String> said = Json.string(properties, "principalType");
    if (said.filter(type -> type.equalsIgnoreCase("ServicePrincipal")).isPresent()) {
      return "ServicePrincipal";
    }
    if (directory.find(principalId).isEmpty()) {
      throw new Refused(
          400,
          "PrincipalNotFound",
          "Principal "
              + principalId.replace("-", "")
              + " does not exist in the directory "
              + cloud.tenantId()
              + ". Check that you have the correct principal ID. If you are creating this principal"
              + " and then immediately assigning a role, this error might be related to a"
              + " replication delay. In this case, set the role assignment principalType property"
              + " to a value, such as ServicePrincipal, User, or Group.");
    }
    if (said.isPresent()) {
      throw new Refused(
          400,
          "UnmatchedPrincipalType",
          "The PrincipalId '"
              + principalId
              + "' has type 'ServicePrincipal', which is different from specified PrinciaplType '"
              + said.get()
              + "'.");
    }
    return "ServicePrincipal";
  }

  private Response list(Request request, String scope) {
    Predicate<RoleAssignment> wanted =
        a -> scope.isEmpty() || a.covers(scope) || a.isAtOrBelow(scope);
    Optional<String> filter = request.query("$filter").filter(text -> !text.isBlank());
    if (filter.isPresent()) {
      for (String clause : filter.get().split("(?i)\\s+and\\s+")) {
        wanted = wanted.and(clause(clause, scope));
      }
    }
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    book.assignments().stream()
        .filter(wanted)
        .forEach(a -> value.add(a.view(cloud.subscriptionId())));
    return Response.json(200, body);
  }

  private static Predicate<RoleAssignment> clause(String text, String scope) {
    Matcher matcher = FILTER.matcher(text);
    if (!matcher.matches()) {
      throw new Refused(
          400, "InvalidFilterInQueryString", "The filter '" + text + "' is not supported.");
    }
    if (matcher.group(1) != null) {
      return a -> a.covers(scope);
    }
    String principal = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
    return a -> a.principalId().equalsIgnoreCase(principal);
  }
}
