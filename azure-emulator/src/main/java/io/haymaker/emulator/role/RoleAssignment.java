package io.haymaker.emulator.role;

import io.haymaker.emulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A role given to a principal at a scope.
 *
 * @param name the assignment's GUID
 * @param scope an ARM id, without a slash at its end
 * @param principalId the principal's object id
 * @param principalType User, Group, ServicePrincipal, ...
 * @param roleId the definition's GUID
 * @param description what people read
 * @param createdBy the object id of who made it
 * @param createdAt when it was made; it acts only after the propagation delay
 * @param removedAt when it was deleted; it goes on acting for the propagation delay
 */
record RoleAssignment(
    String name,
    String scope,
    String principalId,
    String principalType,
    String roleId,
    Optional<String> description,
    String createdBy,
    Instant createdAt,
    Optional<Instant> removedAt) {
  RoleAssignment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(principalId);
    Objects.requireNonNull(roleId);
  }

  boolean actsAt(Instant now, Duration propagation) {
    return !now.isBefore(createdAt.plus(propagation))
        && removedAt.map(removed -> now.isBefore(removed.plus(propagation))).orElse(true);
  }

  /** Whether it covers a scope: its own or one below. */
  boolean covers(String other) {
    String own = scope.toLowerCase(Locale.ROOT);
    String wanted = other.toLowerCase(Locale.ROOT);
    return wanted.equals(own) || wanted.startsWith(own + "/");
  }

  boolean isAtOrBelow(String other) {
    String own = scope.toLowerCase(Locale.ROOT);
    String above = other.toLowerCase(Locale.ROOT);
    return own.equals(above) || own.startsWith(above + "/");
  }

  RoleAssignment removed(Instant when) {
    return new RoleAssignment(
        name,
        scope,
        principalId,
        principalType,
        roleId,
        description,
        createdBy,
        createdAt,
        Optional.of(when));
  }

  /** What clients see. */
  ObjectNode view(String subscriptionId) {
    ObjectNode view =
        Json.object()
            .put("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name)
            .put("name", name)
            .put("type", "Microsoft.Authorization/roleAssignments");
    ObjectNode properties =
        view.putObject("properties")
            .put("roleDefinitionId", RoleDefinition.resourceId(subscriptionId, roleId))
            .put("principalId", principalId)
            .put("principalType", principalType)
            .put("scope", scope)
            .put("createdOn", createdAt.toString())
            .put("updatedOn", createdAt.toString())
            .put("createdBy", createdBy)
            .put("updatedBy", createdBy);
    description.ifPresent(text -> properties.put("description", text));
    return view;
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("name", name)
            .put("scope", scope)
            .put("principalId", principalId)
            .put("principalType", principalType)
            .put("roleId", roleId)
            .put("createdBy", createdBy)
            .put("createdAt", createdAt.toString());
    description.ifPresent(text -> json.put("description", text));
    removedAt.ifPresent(when -> json.put("removedAt", when.toString()));
    return json;
  }

  static RoleAssignment parse(ObjectNode json) {
    return new RoleAssignment(
        json.path("name").stringValue(),
        json.path("scope").stringValue(),
        json.path("principalId").stringValue(),
        json.path("principalType").stringValue(),
        json.path("roleId").stringValue(),
        Json.string(json, "description"),
        json.path("createdBy").stringValue(),
        Instant.parse(json.path("createdAt").stringValue()),
        Json.string(json, "removedAt").map(Instant::parse));
  }
}
