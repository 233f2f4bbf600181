package io.haymaker.emulator.graph;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.token.Administrator;
import io.haymaker.emulator.token.Directory;
import io.haymaker.emulator.token.Principal;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The tenant's directory: the service that changes it and the view that sign-in has of it. */
public final class GraphTenant {

  private final Service service;
  private final DirectoryObjects objects;
  private final Directory directory;

  /** The directory in the cloud's store; the administrator is in it from the beginning. */
  public GraphTenant(Cloud cloud, Administrator administrator) {
    this.objects = new DirectoryObjects(cloud);
    Passwords passwords = new Passwords(objects);
    DirectoryRoles roles = new DirectoryRoles(objects, administrator.principal().objectId());
    this.directory = new GraphDirectory(administrator, objects, passwords);
    this.service = new GraphService(cloud, objects, passwords, roles);
  }

  /** Microsoft Graph. */
  public Service service() {
    return service;
  }

  /** Who may sign in and hold roles: what has propagated. */
  public Directory directory() {
    return directory;
  }

  /**
   * Makes the principal of a managed identity; it has no application and no password. Runs in the
   * caller's transaction of the store.
   *
   * @param resourceId the ARM id of the resource whose identity it is
   */
  public Principal addManagedIdentity(String displayName, String resourceId) {
    String appId = UUID.randomUUID().toString();
    ObjectNode principal = Json.object();
    principal.put("id", UUID.randomUUID().toString());
    principal.putNull("deletedDateTime");
    principal.put("accountEnabled", true);
    principal.put("appId", appId);
    principal.put("createdDateTime", objects.now().toString());
    principal.put("displayName", displayName);
    principal.put("servicePrincipalType", "ManagedIdentity");
    principal.putArray("alternativeNames").add("isExplicit=True").add(resourceId);
    principal.putArray("servicePrincipalNames").add(appId);
    List.of("keyCredentials", Passwords.MEMBER, "tags").forEach(principal::putArray);
    objects.add(ObjectKind.SERVICE_PRINCIPAL, principal);
    return new Principal(principal.path("id").asString(), appId, displayName);
  }

  /** Removes the managed identities whose resource (ARM id) is not there any more. */
  public void retainManagedIdentities(Predicate<String> resourceIsThere) {
    objects
        .living(ObjectKind.SERVICE_PRINCIPAL)
        .filter(GraphTenant::isManagedIdentity)
        .filter(
            principal ->
                !resourceIsThere.test(principal.path("alternativeNames").path(1).asString("")))
        .forEach(principal -> removeManagedIdentity(principal.path("id").asString()));
  }

  private static boolean isManagedIdentity(ObjectNode principal) {
    return principal.path("servicePrincipalType").asString("").equals("ManagedIdentity");
  }

  /**
   * Removes the principal of a managed identity at once and for good; false if it was not there.
   */
  public boolean removeManagedIdentity(String objectId) {
    return objects
        .living(ObjectKind.SERVICE_PRINCIPAL, objectId)
        .filter(GraphTenant::isManagedIdentity)
        .map(
            principal -> {
              objects.purge(ObjectKind.SERVICE_PRINCIPAL, objectId);
              return true;
            })
        .orElse(false);
  }
}
