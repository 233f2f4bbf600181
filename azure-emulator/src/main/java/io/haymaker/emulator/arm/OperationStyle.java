package io.haymaker.emulator.arm;

import java.util.Locale;

/** How a provider tells its clients to wait for a write. */
enum OperationStyle {
  /** Done with the answer. */
  AT_ONCE,
  /** 201 or 200, and the resource's own provisioning state. */
  PROVISIONING_STATE,
  /** 201 or 200, and the URL of a status document. */
  STATUS_URL,
  /**
   * 201 or 200, with both: the Azure CLI follows the status document of whatever Container Apps has
   * created, also when it was done at once, while others look at the provisioning state.
   */
  STATUS_URL_AND_STATE,
  /** 202 without a body, and a URL that answers 202 until it is done. */
  LOCATION;

  static OperationStyle of(ResourceId id) {
    String namespace = id.namespace().toLowerCase(Locale.ROOT);
    return switch (namespace) {
      case "microsoft.authorization",
          "microsoft.insights",
          "microsoft.managedidentity",
          "microsoft.resources" ->
          AT_ONCE;
      case "microsoft.network", "microsoft.compute" -> STATUS_URL;
      case "microsoft.sql", "microsoft.storage", "microsoft.cache" -> LOCATION;
      case "microsoft.app" -> STATUS_URL_AND_STATE;
      default -> PROVISIONING_STATE;
    };
  }
}
