package io.haymaker.emulator.managedidentity;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.token.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The identities of jobs, apps and container groups: the system's, which lives and dies with its
 * job, and those that users made.
 */
public final class Identities {

  /** The type of those that users make. */
  public static final String USER_ASSIGNED = "Microsoft.ManagedIdentity/userAssignedIdentities";

  /** How a secret names the job's own identity. */
  public static final String SYSTEM = "system";

  private final GraphTenant tenant;
  private final ResourceBook resources;
  private final String tenantId;

  /** The identities of a tenant. */
  public Identities(GraphTenant tenant, ResourceBook resources, String tenantId) {
    this.tenant = tenant;
    this.resources = resources;
    this.tenantId = tenantId;
  }

  /**
   * Completes the {@code identity} of a job that is about to be written; makes and removes the
   * system's.
   */
  public void complete(Write write) {
    Optional<ObjectNode> before =
        write.before().map(ArmResource::document).flatMap(Identities::systemOf);
    JsonNode identity = write.document().path("identity");
    String type = Json.string(identity, "type").orElse("None").toLowerCase(Locale.ROOT);
    if (!identity.isObject() || !type.contains("systemassigned")) {
      before.ifPresent(old -> tenant.removeManagedIdentity(old.path("principalId").asString()));
    } else {
      setSystem((ObjectNode) identity, before, write.id());
    }
    if (identity.isObject() && type.contains("userassigned")) {
      completeUserAssigned((ObjectNode) identity);
    }
  }

  private void setSystem(ObjectNode identity, Optional<ObjectNode> before, ResourceId job) {
    if (before.isPresent()) {
      identity.set("principalId", before.get().path("principalId"));
      identity.set("_clientId", before.get().path("_clientId"));
    } else {
      Principal made = tenant.addManagedIdentity(job.name(), job.text());
      identity.put("principalId", made.objectId());
      identity.put("_clientId", made.appId());
    }
    identity.put("tenantId", tenantId);
  }

  private void completeUserAssigned(ObjectNode identity) {
    for (Map.Entry<String, JsonNode> entry :
        Json.child(identity, "userAssignedIdentities").properties()) {
      ArmResource resource =
          userAssigned(entry.getKey())
              .orElseThrow(
                  () ->
                      new Refused(
                          400,
                          "FailedIdentityOperation",
                          "The identity '" + entry.getKey() + "' was not found."));
      ObjectNode shown = Json.object();
      shown.set("principalId", resource.properties().path("principalId"));
      shown.set("clientId", resource.properties().path("clientId"));
      entry.setValue(shown);
    }
  }

  /** Removes what lived for the job alone. */
  public void forget(ArmResource job) {
    systemOf(job.document())
        .ifPresent(
            identity -> tenant.removeManagedIdentity(identity.path("principalId").asString()));
  }

  /**
   * Who reads a secret for a job.
   *
   * @param name {@code system} or the resource id of an identity that the job has; empty if it has
   *     not
   */
  public Optional<Caller> of(ObjectNode job, String name) {
    if (name.equalsIgnoreCase(SYSTEM)) {
      return systemOf(job)
          .map(identity -> caller(identity.path("principalId"), identity.path("_clientId")));
    }
    boolean assigned =
        job.path("identity").path("userAssignedIdentities").properties().stream()
            .anyMatch(entry -> entry.getKey().equalsIgnoreCase(name));
    return assigned
        ? userAssigned(name)
            .map(ArmResource::properties)
            .map(identity -> caller(identity.path("principalId"), identity.path("clientId")))
        : Optional.empty();
  }

  private Optional<ArmResource> userAssigned(String id) {
    return ResourceId.parse(id)
        .filter(parsed -> parsed.isA(USER_ASSIGNED))
        .flatMap(resources::find);
  }

  private static Optional<ObjectNode> systemOf(ObjectNode document) {
    return document.path("identity") instanceof ObjectNode identity
            && identity.path("principalId").isString()
        ? Optional.of(identity)
        : Optional.empty();
  }

  private static Caller caller(JsonNode principalId, JsonNode clientId) {
    return new Caller(principalId.asString(), clientId.asString());
  }
}
