package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.arm.ArmResource;
import io.haymaker.emulator.arm.GroupBook;
import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceGroup;
import io.haymaker.emulator.arm.ResourceId;
import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.rbac.Authorizer;
import io.haymaker.emulator.rbac.Permission;
import java.util.ArrayList;
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

  private static final String GROUPS = "Microsoft.Resources/subscriptions/resourceGroups";

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
  private final GroupBook groups;
  private final ResourceBook resources;
  private final Authorizer authorizer;

  InventoryRows(Cloud cloud, GroupBook groups, ResourceBook resources, Authorizer authorizer) {
    this.cloud = cloud;
    this.groups = groups;
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
      case RESOURCE_CONTAINERS -> containers(caller);
    };
  }

  /** The subscription and its groups. */
  private List<ObjectNode> containers(Caller caller) {
    List<ObjectNode> rows = new ArrayList<>();
    String subscription = "/subscriptions/" + cloud.subscriptionId();
    if (authorizer.allows(caller, new Permission.Control(GROUPS + "/read"), subscription)) {
      ObjectNode row =
          row(subscription, "HayMaker emulator", "microsoft.resources/subscriptions", "");
      rows.add(withColumns(row, Json.object()));
    }
    for (ResourceGroup group : groups.inventory(cloud.settings().now().inventoryLag())) {
      String id = subscription + "/resourceGroups/" + group.name();
      if (authorizer.allows(caller, new Permission.Control(GROUPS + "/read"), id)) {
        ObjectNode row = row(id, group.name(), GROUPS.toLowerCase(Locale.ROOT), group.name());
        rows.add(withColumns(row, group.document()));
      }
    }
    return List.copyOf(rows);
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
    ObjectNode row =
        row(id.text(), id.name(), id.type().toLowerCase(Locale.ROOT), id.group().orElse(""));
    return withColumns(row, resource.document());
  }

  private ObjectNode row(String id, String name, String type, String group) {
    return Json.object()
        .put("id", id)
        .put("name", name)
        .put("type", type)
        .put("tenantId", cloud.tenantId())
        .put("resourceGroup", group.toLowerCase(Locale.ROOT))
        .put("subscriptionId", cloud.subscriptionId());
  }

  private static ObjectNode withColumns(ObjectNode row, ObjectNode document) {
    for (String name : COPIED) {
      row.set(name, document.has(name) ? document.get(name) : Json.object().nullNode());
    }
    return row;
  }
}
