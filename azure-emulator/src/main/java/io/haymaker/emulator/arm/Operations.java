package io.haymaker.emulator.arm;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Door;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Long-running operations that clients follow by a URL of their own: {@code Azure-AsyncOperation}
 * (a status document) and {@code Location} (202 until it is done). Whether one is done is asked of
 * the clock at each look; nothing runs in the background.
 */
final class Operations {
  private static final String KIND = "operation";
  private static final Duration LIFE = Duration.ofDays(1);
  private static final Set<String> SETTLED = Set.of("Succeeded", "Failed", "Canceled");
  private static final String API_VERSION = "2024-05-01";

  private final Cloud cloud;

  Operations(Cloud cloud) {
    this.cloud = cloud;
  }

  /** Notes an operation and returns its id; with a failure, it ends failed. */
  String begin(
      Request request, Duration length, Optional<ResourceId> result, Optional<Refused> failure) {
    String id = UUID.randomUUID().toString();
    Instant now = cloud.clock().instant();
    ObjectNode json =
        Json.object()
            .put("startedAt", now.toString())
            .put("dueAt", now.plus(length).toString())
            .put("caller", request.caller().objectId());
    result.ifPresent(resource -> json.put("resource", resource.text()));
    failure.ifPresent(
        refused -> {
          json.put("failureStatus", refused.response().status());
          json.set("failure", Json.parse(refused.response().body()));
        });
    cloud.store().put(KIND, id, json);
    return id;
  }

  /** An answer with the URL of the operation's status document. */
  Response withStatus(Response response, Request request, ResourceId about, String id) {
    Response followed =
        response.with(
            "Azure-AsyncOperation",
            base(request) + provider(about.namespace()) + "operationStatuses/" + version(id));
    return isDone(id) ? followed : patient(followed);
  }

  private boolean isDone(String id) {
    return cloud.store().get(KIND, id).filter(this::isDone).isPresent();
  }

  private boolean isDone(ObjectNode operation) {
    return !cloud.clock().instant().isBefore(Instant.parse(operation.path("dueAt").stringValue()));
  }

  /** An answer with the URL that says 202 until the operation is done. */
  Response withLocation(Response response, Request request, String namespace, String id) {
    return patient(response.with("Location", locationOf(request, namespace, id)));
  }

  /** The URL that says 202 until an operation is done. */
  String locationOf(Request request, String namespace, String id) {
    return base(request) + provider(namespace) + "operationResults/" + version(id);
  }

  private String provider(String namespace) {
    return "/subscriptions/"
        + cloud.subscriptionId()
        + "/providers/"
        + namespace
        + "/locations/"
        + cloud.location()
        + "/";
  }

  private static String version(String id) {
    return id + "?api-version=" + API_VERSION;
  }

  /** The URL that the client used, so that one who came by 127.0.0.1 stays there. */
  private String base(Request request) {
    String port = ":" + cloud.endpoints().port(Door.MAIN);
    return request
        .header("host")
        .filter(host -> host.equals("localhost" + port) || host.equals("127.0.0.1" + port))
        .map(host -> "https://" + host)
        .orElseGet(() -> cloud.endpoints().arm());
  }

  /**
   * Says how long to wait; whole seconds for all clients, milliseconds for those that know them.
   */
  Response patient(Response response) {
    Duration wait = cloud.settings().now().retryAfter();
    return response
        .with("Retry-After", String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds())))
        .with("retry-after-ms", String.valueOf(Math.max(1, wait.toMillis())));
  }

  /**
   * A read of a resource, patient while the resource's own provisioning state is what clients
   * follow: those of the Azure CLI and the SDK for Python wait 30 seconds where nobody says.
   */
  Response patientUntilSettled(Response response, ObjectNode view) {
    String state = Json.string(view.path("properties"), "provisioningState").orElse("Succeeded");
    return SETTLED.contains(state) ? response : patient(response);
  }

  /** Whether a path is one of ours. */
  static boolean isOperation(List<String> parts) {
    if (parts.size() < 4) {
      return false;
    }
    String word = parts.get(parts.size() - 2).toLowerCase(Locale.ROOT);
    return word.equals("operationstatuses") || word.equals("operationresults");
  }

  /**
   * Answers a look at an operation.
   *
   * @param result shows the resource that a finished operation has made
   */
  Response look(
      Request request, java.util.function.Function<ResourceId, Optional<ObjectNode>> result) {
    String id = request.segments().getLast();
    ObjectNode operation =
        cloud
            .store()
            .get(KIND, id)
            .filter(
                json ->
                    Json.string(json, "caller").equals(Optional.of(request.caller().objectId())))
            .orElseThrow(
                () ->
                    new Refused(
                        404, "OperationNotFound", "The operation '" + id + "' was not found."));
    boolean done = isDone(operation);
    String word = request.segments().get(request.segments().size() - 2);
    if (word.equalsIgnoreCase("operationStatuses")) {
      Response status = Response.json(200, status(request, id, operation, done));
      return done ? status : patient(status);
    }
    if (!done) {
      return patient(Response.empty(202).with("Location", base(request) + request.rawTarget()));
    }
    if (operation.has("failure")) {
      return Response.json(operation.path("failureStatus").asInt(), operation.path("failure"));
    }
    return Json.string(operation, "resource")
        .flatMap(ResourceId::parse)
        .flatMap(result)
        .map(view -> Response.json(200, view))
        .orElseGet(() -> Response.empty(200));
  }

  private static ObjectNode status(Request request, String id, ObjectNode operation, boolean done) {
    ObjectNode body =
        Json.object()
            .put("id", request.path())
            .put("name", id)
            .put("startTime", operation.path("startedAt").stringValue());
    if (!done) {
      return body.put("status", "InProgress");
    }
    body.put("endTime", operation.path("dueAt").stringValue());
    if (operation.has("failure")) {
      body.put("status", "Failed");
      body.set("error", operation.path("failure").path("error"));
      return body;
    }
    return body.put("status", "Succeeded");
  }

  /** Forgets operations that nobody follows any more. */
  void forgetOld() {
    Instant old = cloud.clock().instant().minus(LIFE);
    cloud
        .store()
        .atomically(
            () -> {
              cloud.store().list(KIND).stream()
                  .filter(
                      entry ->
                          Instant.parse(entry.document().path("dueAt").stringValue()).isBefore(old))
                  .forEach(entry -> cloud.store().delete(KIND, entry.key()));
              return true;
            });
  }
}
