package io.haymaker.emulator.managedidentity;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.arm.Write;
import io.haymaker.emulator.graph.GraphTenant;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.token.Principal;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Microsoft.ManagedIdentity/userAssignedIdentities}: each has a principal that roles can be
 * assigned to.
 */
public final class ManagedIdentityProvider implements ResourceProvider {

  private final GraphTenant tenant;
  private final String tenantId;

  /** The identities of a tenant as resources. */
  public ManagedIdentityProvider(GraphTenant tenant, String tenantId) {
    this.tenant = tenant;
    this.tenantId = tenantId;
  }

  @Override
  public String namespace() {
    return "Microsoft.ManagedIdentity";
  }

  @Override
  public void beforeWrite(Write write) {
    if (!write.id().isA(Identities.USER_ASSIGNED)) {
      return;
    }
    ObjectNode properties = Json.child(write.document(), "properties");
    properties.removeAll();
    if (write.before().isPresent()) {
      properties.setAll(write.before().get().properties());
      return;
    }
    Principal made = tenant.addManagedIdentity(write.id().name(), write.id().text());
    properties.put("principalId", made.objectId());
    properties.put("clientId", made.appId());
    properties.put("tenantId", tenantId);
  }

  @Override
  public void afterDelete(ArmResource resource) {
    if (resource.id().isA(Identities.USER_ASSIGNED)) {
      tenant.removeManagedIdentity(resource.properties().path("principalId").asString(""));
    }
  }
}
