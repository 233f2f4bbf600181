package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.store.DocumentStore;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may write to the directory: the administrator, and principals that hold one of three
 * directory roles. The roles are given through Graph's own {@code
 * roleManagement/directory/roleAssignments}.
 */
final class DirectoryRoles {

  private static final String KIND = "graph.directoryRoleAssignment";

  /**
   * Global Administrator, Application Administrator, Cloud Application Administrator: fixed ids of
   * the service.
   */
  private static final Set<String> WRITERS =
      Set.of(
          "62e90394-69f5-4237-9190-012177145e10",
          "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
          "158c047a-c907-4556-b7ef-446551a6b5f7");

  private final DirectoryObjects objects;
  private final String administratorId;

  DirectoryRoles(DirectoryObjects objects, String administratorId) {
    this.objects = objects;
    this.administratorId = administratorId;
  }

  /**
   * Lets only those pass who may write.
   *
   * @throws io.haymaker.emulator.http.Refused (403 Authorization_RequestDenied)
   */
  void checkMayWrite(Caller caller) {
    boolean granted =
        caller.objectId().equalsIgnoreCase(administratorId)
            || objects.store().list(KIND).stream()
                .map(DocumentStore.Entry::document)
                .anyMatch(assignment -> isOf(assignment, caller));
    if (!granted) {
      throw GraphErrors.denied();
    }
  }

  Response list() {
    ArrayNode value = Json.array();
    objects.store().list(KIND).forEach(entry -> value.add(entry.document()));
    return Response.json(200, Json.object().set("value", value));
  }

  Response create(Request request) {
    ObjectNode body = request.json();
    String principalId = Json.string(body, "principalId").orElse("");
    String role = Json.string(body, "roleDefinitionId").orElse("");
    if (objects.living(ObjectKind.SERVICE_PRINCIPAL, principalId).isEmpty()) {
      throw GraphErrors.notFound(principalId);
    }
    if (!WRITERS.contains(role)) {
      throw GraphErrors.badRequest(
          "The directory role '" + role + "' is not known to the emulator.");
    }
    ObjectNode assignment =
        Json.object()
            .put("id", UUID.randomUUID().toString())
            .put("principalId", principalId)
            .put("roleDefinitionId", role)
            .put("directoryScopeId", "/");
    objects.store().put(KIND, assignment.path("id").asString(), assignment);
    return Response.json(201, assignment);
  }

  Response delete(String id) {
    if (!objects.store().delete(KIND, id)) {
      throw GraphErrors.notFound(id);
    }
    return Response.empty(204);
  }

  private static boolean isOf(ObjectNode assignment, Caller caller) {
    return assignment.path("principalId").asString().equalsIgnoreCase(caller.objectId());
  }
}
