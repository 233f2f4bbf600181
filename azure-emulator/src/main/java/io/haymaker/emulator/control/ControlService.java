package io.haymaker.emulator.control;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.fault.FaultBook;
import io.haymaker.emulator.fault.FaultRule;
import io.haymaker.emulator.http.Audience;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Routes;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.emulator.token.AccessTokens;
import io.haymaker.emulator.token.Secret;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control API, below {@code /_emulator}. It takes the control key of {@code emulator.json} in
 * the header {@code x-haymaker-control-key}, or an ARM token of the administrator. Faults never hit
 * it.
 *
 * <ul>
 *   <li>{@code POST /faults} (a {@link FaultRule#parse rule}; 201), {@code GET /faults}, {@code
 *       DELETE /faults}, {@code DELETE /faults/{id}}
 *   <li>{@code GET /requests?method=&path=&caller=&service=&status=&after=}
 *   <li>{@code GET /settings}, {@code PATCH /settings} (any members)
 *   <li>{@code GET /clock}, {@code POST /clock/advance} ({@code {"by":"PT1H"}})
 * </ul>
 */
public final class ControlService implements Service {
  private final Cloud cloud;
  private final AccessTokens tokens;
  private final Secret key;
  private final String administratorId;
  private final Routes routes;
  private final List<Routes> more;

  /**
   * The control API for holders of a key and for one administrator (object id).
   *
   * @param more what services add to it, below {@code /_emulator} too
   */
  public ControlService(
      Cloud cloud, AccessTokens tokens, Secret key, String administratorId, List<Routes> more) {
    this.more = List.copyOf(more);
    this.cloud = cloud;
    this.tokens = tokens;
    this.key = key;
    this.administratorId = administratorId;
    this.routes =
        new Routes()
            .on("POST", "/_emulator/faults", (request, holes) -> addFault(request))
            .on("GET", "/_emulator/faults", (request, holes) -> listFaults())
            .on(
                "DELETE",
                "/_emulator/faults",
                (request, holes) -> {
                  cloud.faults().clear();
                  return Response.empty(204);
                })
            .on(
                "DELETE",
                "/_emulator/faults/{id}",
                (request, holes) ->
                    Response.empty(cloud.faults().remove(holes.getOrDefault("id", "")) ? 204 : 404))
            .on("GET", "/_emulator/requests", (request, holes) -> requests(request))
            .on(
                "GET",
                "/_emulator/settings",
                (request, holes) -> Response.json(200, cloud.settings().now().toJson()))
            .on("PATCH", "/_emulator/settings", (request, holes) -> changeSettings(request))
            .on("GET", "/_emulator/clock", (request, holes) -> time())
            .on("POST", "/_emulator/clock/advance", (request, holes) -> advance(request));
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public boolean owns(Request request) {
    return request.under("_emulator");
  }

  @Override
  public Set<Audience> audiences() {
    return Set.of();
  }

  @Override
  public Response handle(Request request) {
    if (!mayControl(request)) {
      return Response.error(
          401, "Unauthorized", "The control API needs the control key or the administrator.");
    }
    try {
      return routes
          .handle(request)
          .or(() -> more.stream().flatMap(r -> r.handle(request).stream()).findFirst())
          .orElseThrow(
              () -> new Refused(404, "NotFound", "The control API has no " + request.path()));
    } catch (IllegalArgumentException wrong) {
      return Response.error(400, "InvalidRequest", String.valueOf(wrong.getMessage()));
    }
  }

  private boolean mayControl(Request request) {
    if (request.header("x-haymaker-control-key").map(Secret::of).filter(key::matches).isPresent()) {
      return true;
    }
    Optional<String> token =
        request
            .header("authorization")
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()));
    return token.isPresent()
        && tokens.check(token.get()) instanceof AccessTokens.Check.Valid valid
        && valid.audience() == Audience.ARM
        && valid.caller().objectId().equals(administratorId);
  }

  private Response addFault(Request request) {
    FaultRule rule = FaultRule.parse(request.json(), UUID.randomUUID().toString());
    cloud.faults().add(rule);
    return Response.json(201, rule.toJson());
  }

  private Response listFaults() {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("value");
    for (FaultBook.Standing standing : cloud.faults().list()) {
      list.add(standing.rule().toJson().put("hits", standing.hits()));
    }
    return Response.json(200, body);
  }

  private Response requests(Request request) {
    RequestLog.Filter filter =
        new RequestLog.Filter(
            request.query("method"),
            request.query("path"),
            request.query("caller"),
            request.query("service"),
            request.query("status").map(Integer::valueOf),
            request.query("after").map(Long::valueOf).orElse(0L));
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("value");
    cloud.log().find(filter).forEach(entry -> list.add(entry.toJson()));
    body.put("dropped", cloud.log().dropped());
    return Response.json(200, body);
  }

  private Response changeSettings(Request request) {
    return Response.json(200, cloud.settings().change(request.json()).toJson());
  }

  private Response time() {
    return Response.json(200, Json.object().put("now", cloud.clock().instant().toString()));
  }

  private Response advance(Request request) {
    String by = Json.string(request.json(), "by").orElse("");
    try {
      cloud.clock().advance(Duration.parse(by));
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("by must be an ISO 8601 duration such as PT5S", wrong);
    }
    return time();
  }
}
