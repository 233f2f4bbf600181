package io.haymaker.emulator.log;

import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answered (or dropped) request.
 *
 * @param number counts from 1
 * @param at when it came, by the cloud's clock
 * @param service the service that owned it, or {@code none}
 * @param path the decoded path, without query
 * @param caller who called, if a valid token came with it
 * @param status the status answered; 0 if the connection was dropped
 */
public record LoggedRequest(
    long number,
    Instant at,
    String service,
    String method,
    String path,
    Optional<Caller> caller,
    int status) {

  /** The entry in the control API's JSON. */
  public ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("number", number)
            .put("at", at.toString())
            .put("service", service)
            .put("method", method)
            .put("path", path)
            .put("status", status);
    caller.ifPresent(c -> json.put("callerObjectId", c.objectId()).put("callerAppId", c.appId()));
    return json;
  }
}
