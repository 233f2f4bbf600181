package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Who refers to whom. A resource of one of the types below is not deleted while another resource
 * has its id somewhere in its document, and must be there for another to refer to it.
 */
final class References {
  private record Rule(int status, String code, String text) {}

  private static final Map<String, Rule> RULES = new HashMap<>();
  // Firewall rules of services name subnets without holding them.
  private static final Set<String> LOOSE_MEMBERS =
      Set.of("networkacls", "virtualnetworkrules", "networkruleset", "scopes");
  private static final Set<String> LOOSE_NAMESPACES =
      Set.of("microsoft.insights", "microsoft.authorization", "microsoft.security");

  static {
    rule(
        "Microsoft.Network/virtualNetworks/subnets",
        400,
        "InUseSubnetCannotBeDeleted",
        "Subnet %s is in use by %s and cannot be deleted. In order to delete the subnet, delete all"
            + " the resources within the subnet.");
    rule(
        "Microsoft.Network/networkInterfaces",
        400,
        "NicInUse",
        "Network Interface %s is used by existing resource %s. In order to delete the network"
            + " interface, it must be dissociated from the resource.");
    rule(
        "Microsoft.Network/publicIPAddresses",
        400,
        "PublicIPAddressCannotBeDeleted",
        "Public IP address %s can not be deleted since it is still allocated to resource %s.");
    rule(
        "Microsoft.Network/networkSecurityGroups",
        400,
        "InUseNetworkSecurityGroupCannotBeDeleted",
        "Network security group %s cannot be deleted because it is in use by %s.");
    rule(
        "Microsoft.Network/routeTables",
        400,
        "InUseRouteTableCannotBeDeleted",
        "Route table %s is in use and cannot be deleted; it is used by %s.");
    rule(
        "Microsoft.Network/natGateways",
        400,
        "InUseNatGatewayCannotBeDeleted",
        "NAT gateway %s is in use by %s and cannot be deleted.");
    rule("Microsoft.Compute/disks", 409, "OperationNotAllowed", "Disk %s is attached to VM %s.");
    rule(
        "Microsoft.Compute/availabilitySets",
        409,
        "OperationNotAllowed",
        "Availability Set %s cannot be deleted. Before deleting an Availability Set please ensure"
            + " that it does not contain any VM; it contains %s.");
    rule(
        "Microsoft.Web/serverfarms",
        409,
        "Conflict",
        "Server farm %s cannot be deleted because it has web app(s) %s assigned to it.");
  }

  private final ResourceBook resources;

  References(ResourceBook resources) {
    this.resources = resources;
  }

  private static void rule(String type, int status, String code, String text) {
    RULES.put(type.toLowerCase(Locale.ROOT), new Rule(status, code, text));
  }

  private static Optional<Rule> rule(ResourceId id) {
    return Optional.ofNullable(RULES.get(id.type().toLowerCase(Locale.ROOT)));
  }

  /** Refuses to delete what another resource holds; {@code goingToo} (keys) are not asked. */
  void requireUnused(ResourceId id, Set<String> goingToo) {
    Optional<Rule> rule = rule(id);
    if (rule.isEmpty()) {
      return;
    }
    for (ArmResource other : resources.all()) {
      if (!goingToo.contains(other.id().key())
          && !other.id().key().equals(id.key())
          && ids(other).contains(id.key())) {
        throw new Refused(
            rule.get().status(),
            rule.get().code(),
            rule.get().text().formatted(id.name(), other.id().text()));
      }
    }
  }

  /** Refuses a document that refers to something that is not there. */
  void requirePresent(ResourceId from, JsonNode document) {
    for (String text : ids(from, document)) {
      Optional<ResourceId> id = ResourceId.parse(text);
      if (id.isPresent()
          && rule(id.get()).isPresent()
          && !id.get().key().equals(from.key())
          && resources.find(id.get()).isEmpty()) {
        throw new Refused(
            400,
            "InvalidResourceReference",
            "Resource "
                + id.get().text()
                + " referenced by resource "
                + from.text()
                + " was not found. Please make sure that the referenced resource exists, and that"
                + " both resources are in the same region.");
      }
    }
  }

  private static Set<String> ids(ArmResource resource) {
    return ids(resource.id(), resource.document());
  }

  private static Set<String> ids(ResourceId from, JsonNode document) {
    Set<String> found = new HashSet<>();
    if (!LOOSE_NAMESPACES.contains(from.namespace().toLowerCase(Locale.ROOT))) {
      collect(document.path("properties"), found);
    }
    return found;
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isString()) {
      String text = node.stringValue().toLowerCase(Locale.ROOT);
      if (text.startsWith("/subscriptions/")) {
        found.add(text);
      }
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                if (!LOOSE_MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                  collect(member.getValue(), found);
                }
              });
    } else if (node.isArray()) {
      node.forEach(item -> collect(item, found));
    }
  }

  /** Whether deleting a resource of this type takes its children with it. */
  static boolean takesChildrenAlong(ResourceId id) {
    return CASCADING.contains(id.type().toLowerCase(Locale.ROOT));
  }

  private static final Set<String> CASCADING =
      Set.copyOf(
          List.of(
              "microsoft.network/virtualnetworks",
              "microsoft.network/networksecuritygroups",
              "microsoft.network/routetables",
              "microsoft.storage/storageaccounts",
              "microsoft.storage/storageaccounts/blobservices",
              "microsoft.keyvault/vaults",
              "microsoft.servicebus/namespaces",
              "microsoft.servicebus/namespaces/topics",
              "microsoft.servicebus/namespaces/topics/subscriptions",
              "microsoft.eventhub/namespaces",
              "microsoft.eventhub/namespaces/eventhubs",
              "microsoft.web/sites",
              "microsoft.documentdb/databaseaccounts",
              "microsoft.network/dnszones",
              "microsoft.compute/virtualmachines",
              "microsoft.app/managedenvironments",
              "microsoft.cognitiveservices/accounts"));
}
