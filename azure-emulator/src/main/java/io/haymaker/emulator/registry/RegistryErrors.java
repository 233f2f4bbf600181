package io.haymaker.emulator.registry;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** Refusals in the shape of the OCI distribution. */
final class RegistryErrors {
  private RegistryErrors() {}

  static Response of(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putArray("errors").addObject().put("code", code).put("message", message);
    return Response.json(status, body);
  }

  static Response unauthorized() {
    return of(401, "UNAUTHORIZED", "authentication required");
  }

  static Response badRequest(String message) {
    return of(400, "BAD_REQUEST", message);
  }
}
