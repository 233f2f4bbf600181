package io.haymaker.azure.resource;

import io.haymaker.azure.wire.Json;
import io.haymaker.core.resource.ResourceId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A type whose deleted resources are kept: where they are listed, and how they are purged. Source:
 * the services' REST references; design/azure-facts.md (7).
 */
enum KeptKind {
  VAULT("Microsoft.KeyVault/vaults", "deletedVaults", "2023-07-01", "vaultId", Purge.BY_POST),
  MANAGED_HSM(
      "Microsoft.KeyVault/managedHSMs",
      "deletedManagedHSMs",
      "2023-07-01",
      "mhsmId",
      Purge.BY_POST),
  CONFIGURATION_STORE(
      "Microsoft.AppConfiguration/configurationStores",
      "deletedConfigurationStores",
      "2024-05-01",
      "configurationStoreId",
      Purge.BY_POST),
  COGNITIVE_ACCOUNT(
      "Microsoft.CognitiveServices/accounts", "deletedAccounts", "2024-10-01", "", Purge.BY_DELETE),
  API_SERVICE(
      "Microsoft.ApiManagement/service",
      "deletedservices",
      "2024-05-01",
      "serviceId",
      Purge.BY_DELETE),
  /** Has no purge of its own, and stands in its list under the id that it had. */
  LOG_WORKSPACE(
      "Microsoft.OperationalInsights/workspaces",
      "deletedWorkspaces",
      "2023-09-01",
      "",
      Purge.BY_FORCE),
  /** Is listed by nobody. */
  LEARNING_WORKSPACE("Microsoft.MachineLearningServices/workspaces", "", "", "", Purge.BY_FORCE);

  /** How a kept resource is got rid of. */
  enum Purge {
    /** {@code POST} to {@code purge} below the copy. */
    BY_POST,
    /** {@code DELETE} of the copy. */
    BY_DELETE,
    /** By a deletion that says so, of a resource that is there. */
    BY_FORCE
  }

  private final String type;
  private final String list;
  private final String version;
  private final String origin;
  private final Purge purge;

  KeptKind(String type, String list, String version, String origin, Purge purge) {
    this.type = type;
    this.list = list;
    this.version = version;
    this.origin = origin;
    this.purge = purge;
  }

  /** The kind of a resource; empty when nothing is kept of it. */
  static Optional<KeptKind> of(ResourceId id) {
    for (KeptKind kind : values()) {
      if (kind.type.equalsIgnoreCase(id.type())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  boolean isListed() {
    return !list.isEmpty();
  }

  /** The path of the list behind a subscription. */
  String listPath() {
    return "/providers/%s/%s".formatted(type.substring(0, type.indexOf('/')), list);
  }

  /** The api-version of the list and of what is in it. */
  String version() {
    return version;
  }

  Purge purge() {
    return purge;
  }

  /** What a deletion says, behind its api-version, that is to leave nothing behind. */
  String forced() {
    return switch (this) {
      case LOG_WORKSPACE -> "&force=true";
      case LEARNING_WORKSPACE -> "&forceToPurge=true";
      case VAULT, MANAGED_HSM, CONFIGURATION_STORE, COGNITIVE_ACCOUNT, API_SERVICE -> "";
    };
  }

  /** The id that the resource of a copy had; empty when the copy does not say it. */
  Optional<ResourceId> originOf(JsonNode copy) {
    String text =
        switch (this) {
          case COGNITIVE_ACCOUNT -> accountOf(Json.text(copy, "id"));
          case LOG_WORKSPACE, LEARNING_WORKSPACE -> Json.text(copy, "id");
          case VAULT, MANAGED_HSM, CONFIGURATION_STORE, API_SERVICE ->
              Json.text(copy.path("properties"), origin);
        };
    return text.startsWith("/subscriptions/") ? Optional.of(ResourceId.of(text)) : Optional.empty();
  }

  /** {@code .../providers/NS/locations/L/resourceGroups/G/deletedAccounts/N}, put right again. */
  private static String accountOf(String place) {
    String[] parts = place.split("/", -1);
    return parts.length == 11
        ? "/subscriptions/%s/resourceGroups/%s/providers/%s/accounts/%s"
            .formatted(parts[2], parts[8], parts[4], parts[10])
        : "";
  }
}
