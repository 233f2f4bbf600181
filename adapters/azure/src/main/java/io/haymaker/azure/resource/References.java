package io.haymaker.azure.resource;

import io.haymaker.core.resource.ResourceId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds in a resource's body the ids of what it needs.
 *
 * <p>Left out are the resource itself, what lies in it and what it lies in, and the places where
 * Azure shows the <em>users</em> of a resource in that resource's own body: a subnet names the
 * network cards in it, although they need the subnet and not the other way round.
 */
final class References {

  /** By type: members that hold users, not needs. A child's may stand in its parent's body too. */
  private static final Map<String, Set<String>> USERS =
      Map.of(
          "microsoft.network/virtualnetworks",
          Set.of("ipconfigurations", "privateendpoints", "ipconfigurationprofiles"),
          "microsoft.network/virtualnetworks/subnets",
          Set.of("ipconfigurations", "privateendpoints", "ipconfigurationprofiles"),
          "microsoft.network/networksecuritygroups",
          Set.of("networkinterfaces", "subnets"),
          "microsoft.network/routetables",
          Set.of("subnets"),
          "microsoft.network/natgateways",
          Set.of("subnets"),
          "microsoft.network/publicipaddresses",
          Set.of("ipconfiguration", "natgateway"),
          "microsoft.network/publicipprefixes",
          Set.of("publicipaddresses"),
          "microsoft.network/networkinterfaces",
          Set.of("virtualmachine", "privateendpoint"),
          "microsoft.network/loadbalancers",
          Set.of("backendipconfigurations", "backendipconfiguration"));

  private final ResourceId self;
  private final Set<String> users;
  private final Set<ResourceId> found = new HashSet<>();

  private References(ResourceId self) {
    this.self = self;
    this.users = USERS.getOrDefault(self.type(), Set.of());
  }

  static Set<ResourceId> in(ResourceId self, JsonNode body) {
    var references = new References(self);
    references.visit(body);
    return Set.copyOf(references.found);
  }

  private void visit(JsonNode node) {
    if (node.isString()) {
      note(node.asString());
    } else if (node.isArray()) {
      node.forEach(this::visit);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!users.contains(member.getKey().toLowerCase(Locale.ROOT))
            && !member.getKey().equals("tags")) {
          // Identities are keys: {"userAssignedIdentities": {"/subscriptions/...": {}}}.
          note(member.getKey());
          visit(member.getValue());
        }
      }
    }
  }

  private void note(String text) {
    if (!text.regionMatches(true, 0, "/subscriptions/", 0, 15) || text.length() == 15) {
      return;
    }
    ResourceId id = ResourceId.of(text);
    boolean related = id.equals(self) || id.isBelow(self) || self.isBelow(id);
    if (!related) {
      found.add(id);
    }
  }
}
