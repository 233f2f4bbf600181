package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.Set;

/**
 * The types of which a deletion leaves a copy behind, which keeps the name, and of some the data
 * and a share of a quota. Source: the services' documentation of their soft delete.
 */
final class SoftDeletion {
  private static final Set<String> TYPES =
      Set.of(
          "microsoft.keyvault/vaults",
          "microsoft.keyvault/managedhsms",
          "microsoft.appconfiguration/configurationstores",
          "microsoft.cognitiveservices/accounts",
          "microsoft.apimanagement/service",
          "microsoft.operationalinsights/workspaces",
          "microsoft.machinelearningservices/workspaces");

  private SoftDeletion() {}

  static boolean leavesCopies(ResourceId id) {
    return TYPES.contains(id.type());
  }
}
