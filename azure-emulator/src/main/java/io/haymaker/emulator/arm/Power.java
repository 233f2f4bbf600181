package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Starting and stopping of what can be: virtual machines, sites, databases, container groups. */
final class Power {
  private static final String KIND = "power";
  private static final Map<String, String> STATES =
      Map.of(
          "start", "running",
          "restart", "running",
          "resume", "running",
          "redeploy", "running",
          "poweroff", "stopped",
          "stop", "stopped",
          "pause", "stopped",
          "deallocate", "deallocated");

  private final Cloud cloud;
  private final ResourceBook book;
  private final Locks locks;
  private final Operations operations;

  Power(Cloud cloud, ResourceBook book, Operations operations) {
    this.cloud = cloud;
    this.book = book;
    this.locks = new Locks(book);
    this.operations = operations;
  }

  /** POST of an action; empty if it is none of ours. */
  Optional<Response> act(Request request, ResourceId id, String action) {
    String state = STATES.get(action.toLowerCase(Locale.ROOT));
    if (state == null) {
      return Optional.empty();
    }
    ArmResource resource = book.find(id).orElseThrow(() -> BookScopes.notFound(id));
    if (resource.goneAt().isPresent()) {
      throw new Refused(409, "Conflict", "The resource '" + id.text() + "' is being deleted.");
    }
    locks.requireWritable(id.text());
    cloud.store().put(KIND, id.key(), Json.object().put("state", state));
    Duration length = cloud.settings().now().operationTime();
    if (OperationStyle.of(id) != OperationStyle.STATUS_URL || length.isZero()) {
      return Optional.of(Response.empty(200));
    }
    String operation = operations.begin(request, length, Optional.empty(), Optional.empty());
    return Optional.of(operations.withStatus(Response.empty(202), request, id, operation));
  }

  /** GET of a virtual machine's instance view. */
  Response instanceView(ResourceId id) {
    ArmResource resource = book.find(id).orElseThrow(() -> BookScopes.notFound(id));
    String state =
        cloud
            .store()
            .get(KIND, id.key())
            .flatMap(json -> Json.string(json, "state"))
            .orElse("running");
    boolean ready = !cloud.clock().instant().isBefore(resource.readyAt());
    var body = Json.object();
    var statuses = body.putArray("statuses");
    statuses
        .addObject()
        .put("code", ready ? "ProvisioningState/succeeded" : "ProvisioningState/creating");
    statuses.addObject().put("code", "PowerState/" + state).put("displayStatus", "VM " + state);
    return Response.json(200, body);
  }
}
