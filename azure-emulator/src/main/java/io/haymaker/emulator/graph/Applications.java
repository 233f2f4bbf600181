package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Making, changing and deleting applications. Every method runs in the caller's transaction. */
final class Applications {

  private static final ObjectKind KIND = ObjectKind.APPLICATION;

  private final DirectoryObjects objects;
  private final Passwords passwords;

  Applications(DirectoryObjects objects, Passwords passwords) {
    this.objects = objects;
    this.passwords = passwords;
  }

  ObjectNode create(JsonNode wanted) {
    ObjectNode application = Json.object();
    application.put("id", UUID.randomUUID().toString());
    application.putNull("deletedDateTime");
    application.put("appId", UUID.randomUUID().toString());
    application.put("createdDateTime", objects.now().toString());
    application.put("displayName", WantedProperties.displayName(wanted));
    application.putNull("uniqueName");
    application.put("signInAudience", "AzureADMyOrg");
    List.of("identifierUris", "keyCredentials", Passwords.MEMBER, "requiredResourceAccess", "tags")
        .forEach(application::putArray);
    Json.string(wanted, "uniqueName").ifPresent(name -> nameUniquely(application, name));
    WantedProperties.apply(application, wanted);
    if (!wanted.path(Passwords.MEMBER).isMissingNode()) {
      passwords.retain(application, wanted.path(Passwords.MEMBER));
    }
    objects.add(KIND, application);
    return application;
  }

  void update(ObjectNode application, JsonNode wanted) {
    Optional<String> uniqueName = Json.string(wanted, "uniqueName");
    if (uniqueName.isPresent() && !uniqueName.equals(Json.string(application, "uniqueName"))) {
      throw GraphErrors.badRequest("Property uniqueName is immutable.");
    }
    WantedProperties.apply(application, wanted);
    if (!wanted.path(Passwords.MEMBER).isMissingNode()) {
      passwords.retain(application, wanted.path(Passwords.MEMBER));
    }
    objects.put(KIND, application);
  }

  /** Its service principal goes along; both stay as deleted items until they are purged. */
  void delete(ObjectNode application) {
    String appId = application.path("appId").asString();
    objects
        .living(ObjectKind.SERVICE_PRINCIPAL, principal -> hasAppId(principal, appId))
        .ifPresent(principal -> objects.markDeleted(ObjectKind.SERVICE_PRINCIPAL, principal));
    objects.markDeleted(KIND, application);
  }

  static boolean hasAppId(ObjectNode object, String appId) {
    return object.path("appId").asString().equalsIgnoreCase(appId);
  }

  private void nameUniquely(ObjectNode application, String uniqueName) {
    boolean taken =
        objects
            .living(KIND)
            .anyMatch(
                other -> Json.string(other, "uniqueName").filter(uniqueName::equals).isPresent());
    if (taken) {
      throw GraphErrors.duplicate("uniqueName", uniqueName);
    }
    application.put("uniqueName", uniqueName);
  }
}
