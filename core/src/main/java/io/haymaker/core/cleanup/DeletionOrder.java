package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.OptionalInt;

/**
 * The order in which resource types let go of each other, where the resources' own bodies do not
 * say it. Source: Azure's documented deletion errors (a NIC in use, a subnet in use, a server with
 * databases ...).
 */
final class DeletionOrder {
  private static final String LOCK = "microsoft.authorization/locks";

  /** Earlier lines are deleted before later ones; a type that is in none stands with compute. */
  private static final List<List<String>> RANKS =
      List.of(
          List.of(LOCK),
          List.of(
              "microsoft.authorization/roleassignments", "microsoft.insights/diagnosticsettings"),
          List.of("microsoft.network/privateendpoints"),
          List.of(
              "microsoft.compute/virtualmachines",
              "microsoft.compute/virtualmachinescalesets",
              "microsoft.containerservice/managedclusters",
              "microsoft.containerinstance/containergroups",
              "microsoft.app/containerapps",
              "microsoft.app/jobs",
              "microsoft.web/sites"),
          List.of("microsoft.network/networkinterfaces"),
          List.of(
              "microsoft.network/loadbalancers",
              "microsoft.network/natgateways",
              "microsoft.network/applicationgateways",
              "microsoft.network/azurefirewalls",
              "microsoft.network/bastionhosts",
              "microsoft.network/virtualnetworkgateways",
              "microsoft.network/privatednszones/virtualnetworklinks"),
          List.of(
              "microsoft.network/publicipaddresses",
              "microsoft.compute/disks",
              "microsoft.compute/availabilitysets",
              "microsoft.web/serverfarms",
              "microsoft.app/managedenvironments"),
          List.of("microsoft.network/virtualnetworks", "microsoft.network/privatednszones"),
          List.of(
              "microsoft.network/networksecuritygroups",
              "microsoft.network/routetables",
              "microsoft.managedidentity/userassignedidentities"));

  private static final int UNKNOWN = 3;

  private DeletionOrder() {}

  /**
   * A nested type stands where the nearest type above it does.
   *
   * @param type in lower case
   * @return lower goes first
   */
  static int rank(String type) {
    return known(type).orElse(UNKNOWN);
  }

  /** True when the type, or one above it, stands in the order by name. */
  static boolean isKnown(String type) {
    return known(type).isPresent();
  }

  static boolean isLock(ResourceId id) {
    return id.type().equals(LOCK);
  }

  private static OptionalInt known(String type) {
    for (String at = type; at.contains("/"); at = at.substring(0, at.lastIndexOf('/'))) {
      for (int rank = 0; rank < RANKS.size(); rank++) {
        if (RANKS.get(rank).contains(at)) {
          return OptionalInt.of(rank);
        }
      }
    }
    return OptionalInt.empty();
  }
}
