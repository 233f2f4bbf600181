package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a table as one caller may see them, as far behind the truth as the inventory lag
 * says.
 */
final class InventoryRows {

  /** The few nested types that the real table holds beside the top-level ones. */
  private static final Set<String> NESTED_TYPES =
      Set.of(
          "microsoft.compute/virtualmachines/extensions",
          "microsoft.sql/servers/databases",
          "microsoft.sql/servers/elasticpools",
          "microsoft.web/sites/slots");

  /** Members of a document that are columns of the same name. */
  private static final List<String> COPIED =
      List.of(
          "kind",
          "location",
          "managedBy",
          "sku",
          "plan",
          "properties",
          "tags",
          "identity",
          "zones",
          "extendedLocation");

  private final Cloud cloud;
  private final ResourceBook resources;
  private final Authorizer authorizer;

  InventoryRows(Cloud cloud, ResourceBook resources, Authorizer authorizer) {
    this.cloud = cloud;
    this.resources = resources;
    this.authorizer = authorizer;
  }

  List<ObjectNode> of(KqlQuery.Table table, Caller caller) {
    return switch (table) {
      case RESOURCES ->
          resources.inventory(cloud.settings().now().inventoryLag()).stream()
              .filter(resource -> isListed(resource.id()))
              .filter(resource -> mayRead(caller, resource.id()))
              .map(this::row)
              .toList();
      case RESOURCE_CONTAINERS -> List.of();
    };
  }

  /**
   * Extensions such as locks and role assignments hang on other scopes and are never in this table.
   */
  private static boolean isListed(ResourceId id) {
    boolean extension = id.namespace().equalsIgnoreCase("Microsoft.Authorization");
    boolean inGroup = id.scope().split("/", -1).length == 5;
    return !extension
        && inGroup
        && (id.types().size() == 1 || NESTED_TYPES.contains(id.type().toLowerCase(Locale.ROOT)));
  }

  private boolean mayRead(Caller caller, ResourceId id) {
    return authorizer.allows(caller, new Permission.Control(id.type() + "/read"), id.text());
  }

  private ObjectNode row(ArmResource resource) {
    ResourceId id = resource.id();
    ObjectNode row = Json.object();
    row.put("id", id.text());
    row.put("name", id.name());
    row.put("type", id.type().toLowerCase(Locale.ROOT));
    row.put("tenantId", cloud.tenantId());
    row.put("resourceGroup", id.group().orElse("").toLowerCase(Locale.ROOT));
    row.put("subscriptionId", cloud.subscriptionId());
    for (String name : COPIED) {
      if (resource.document().has(name)) {
        row.set(name, resource.document().get(name));
      } else {
        row.putNull(name);
      }
    }
    return row;
  }
}
