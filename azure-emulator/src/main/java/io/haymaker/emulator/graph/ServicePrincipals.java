package io.haymaker.emulator.graph;

import static io.haymaker.emulator.graph.Applications.hasAppId;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Making, changing and deleting service principals. Every method runs in the caller's transaction.
 */
final class ServicePrincipals {

  private static final ObjectKind KIND = ObjectKind.SERVICE_PRINCIPAL;

  private final DirectoryObjects objects;
  private final Passwords passwords;
  private final String tenantId;

  ServicePrincipals(DirectoryObjects objects, Passwords passwords, String tenantId) {
    this.objects = objects;
    this.passwords = passwords;
    this.tenantId = tenantId;
  }

  ObjectNode create(JsonNode wanted) {
    String appId =
        Json.string(wanted, "appId")
            .orElseThrow(
                () ->
                    GraphErrors.badRequest(
                        "A value is required for property 'appId' of resource."));
    ObjectNode application =
        objects
            .living(ObjectKind.APPLICATION, candidate -> hasAppId(candidate, appId))
            .orElseThrow(() -> noBackingApplication(appId));
    if (objects.living(KIND).anyMatch(other -> hasAppId(other, appId))) {
      throw GraphErrors.duplicate("servicePrincipalNames", appId);
    }
    ObjectNode principal = Json.object();
    principal.put("id", UUID.randomUUID().toString());
    principal.putNull("deletedDateTime");
    principal.put("accountEnabled", true);
    principal.set("appId", application.path("appId"));
    principal.set("appDisplayName", application.path("displayName"));
    principal.put("appOwnerOrganizationId", tenantId);
    principal.put("createdDateTime", objects.now().toString());
    principal.set("displayName", application.path("displayName"));
    principal.put("servicePrincipalType", "Application");
    List.of("keyCredentials", Passwords.MEMBER, "tags").forEach(principal::putArray);
    principal.putArray("servicePrincipalNames").add(application.path("appId"));
    WantedProperties.apply(principal, wanted);
    objects.add(KIND, principal);
    return principal;
  }

  void update(ObjectNode principal, JsonNode wanted) {
    WantedProperties.apply(principal, wanted);
    if (!wanted.path(Passwords.MEMBER).isMissingNode()) {
      passwords.retain(principal, wanted.path(Passwords.MEMBER));
    }
    objects.put(KIND, principal);
  }

  /** Its application stays. */
  void delete(ObjectNode principal) {
    objects.markDeleted(KIND, principal);
  }

  private static Refused noBackingApplication(String appId) {
    return GraphErrors.badRequest(
        "The appId '"
            + appId
            + "' of the service principal does not reference a valid application object (NoBackingApplicationObject).");
  }
}
