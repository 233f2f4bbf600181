package io.haymaker.emulator.graph;

import io.haymaker.emulator.http.Refused;

/** The refusals of this service, with the codes that clients know. */
final class GraphErrors {

  private GraphErrors() {}

  static Refused notFound(String key) {
    return new Refused(
        404,
        "Request_ResourceNotFound",
        "Resource '"
            + key
            + "' does not exist or one of its queried reference-property objects are not present.");
  }

  static Refused badRequest(String message) {
    return new Refused(400, "Request_BadRequest", message);
  }

  static Refused unsupportedQuery(String message) {
    return new Refused(400, "Request_UnsupportedQuery", message);
  }

  static Refused denied() {
    return new Refused(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  static Refused duplicate(String property, String value) {
    return new Refused(
        409,
        "Request_MultipleObjectsWithSameKeyValue",
        "Another object with the value '"
            + value
            + "' for property "
            + property
            + " already exists.");
  }

  static Refused quota(long quota) {
    return new Refused(
        403,
        "Directory_QuotaExceeded",
        "The directory object quota limit for the tenant has been exceeded: "
            + quota
            + " objects, deleted ones of the last 30 days included. Purge deleted objects or ask for a larger quota.");
  }
}
