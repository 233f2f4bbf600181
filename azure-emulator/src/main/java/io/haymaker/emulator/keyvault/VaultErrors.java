package io.haymaker.emulator.keyvault;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** The refusals of the vault; the inner code is what clients tell them apart by. */
final class VaultErrors {

  private VaultErrors() {}

  static Refused badParameter(String message) {
    return new Refused(400, "BadParameter", message);
  }

  static Refused notFound(String name) {
    return new Refused(
        404,
        "SecretNotFound",
        "A secret with (name/id) "
            + name
            + " was not found in this key vault. If you recently deleted this secret you may be able to recover it.");
  }

  static Refused beingDeleted(String name) {
    return inner(
        409, "Conflict", "ObjectIsBeingDeleted", "Secret " + name + " is currently being deleted.");
  }

  static Refused deletedButRecoverable(String name) {
    return inner(
        409,
        "Conflict",
        "ObjectIsDeletedButRecoverable",
        "Secret "
            + name
            + " is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the"
            + " secret can only be recovered or purged.");
  }

  static Refused disabled(String name) {
    return inner(
        403,
        "Forbidden",
        "SecretDisabled",
        "Operation get is not allowed on a disabled secret: " + name + ".");
  }

  static Refused forbidden(String appId, String action, String scope) {
    return inner(
        403,
        "Forbidden",
        "ForbiddenByRbac",
        "Caller is not authorized to perform action on resource. Caller: appid="
            + appId
            + "; Action: '"
            + action
            + "'; Resource: '"
            + scope
            + "'.");
  }

  private static Refused inner(int status, String code, String innerCode, String message) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("code", code)
        .put("message", message)
        .putObject("innererror")
        .put("code", innerCode);
    return Refused.with(Response.json(status, body).with("x-ms-error-code", code));
  }
}
