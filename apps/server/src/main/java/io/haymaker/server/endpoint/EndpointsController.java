package io.haymaker.server.endpoint;

import io.haymaker.core.endpoint.Endpoint;
import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints are registered, reported up or down, and taken out again. */
@Tag(name = "registry")
@RestController
@RequestMapping("/registry/endpoints")
public class EndpointsController {
  private static final int LONGEST = 255;
  private static final int LAST_PORT = 65_535;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

  private final EndpointStore endpoints;
  private final Clock clock;

  EndpointsController(ServerWorld world, Clock clock) {
    this.endpoints = world.endpoints();
    this.clock = clock;
  }

  /** What is registered. */
  public record EndpointAsked(
      String id,
      String imageId,
      String host,
      @Schema(description = "1 to 65535") int port,
      @Nullable Caps caps) {}

  /** What it can bear, as text or number. */
  public record Caps(@Nullable Object cpu, @Nullable Object mem) {}

  /**
   * An endpoint.
   *
   * @param status {@code UP} or {@code DOWN}
   * @param lastHeartbeat when somebody last said that it is up
   */
  record EndpointAnswer(
      String id,
      String imageId,
      String host,
      int port,
      Caps caps,
      String status,
      Instant lastHeartbeat) {
    static EndpointAnswer of(Endpoint endpoint) {
      return new EndpointAnswer(
          endpoint.id(),
          endpoint.imageId(),
          endpoint.host(),
          endpoint.port(),
          new Caps(
              endpoint.caps().cpu().map(EndpointsController::shown).orElse(null),
              endpoint.caps().mem().map(EndpointsController::shown).orElse(null)),
          endpoint.status().name(),
          endpoint.lastHeartbeat());
    }
  }

  record Endpoints(List<EndpointAnswer> endpoints) {}

  /** The id of the endpoint that was taken out. */
  record EndpointDeleted(String deleted) {}

  @GetMapping
  @Operation(summary = "All endpoints.")
  Endpoints all() {
    return new Endpoints(endpoints.all().stream().map(EndpointAnswer::of).toList());
  }

  @PostMapping
  @Operation(
      summary = "Registers an endpoint, over one of the same id; it counts as up.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = EndpointAsked.class))))
  EndpointAnswer register(JsonBody body) {
    var endpoint =
        new Endpoint(
            text(body, "id"),
            text(body, "image_id"),
            text(body, "host"),
            port(body),
            caps(body),
            Endpoint.Status.UP,
            now());
    endpoints.put(endpoint);
    return EndpointAnswer.of(endpoint);
  }

  @PutMapping("/{id}/status")
  @Operation(summary = "Says that an endpoint is UP, which is a sign of life, or DOWN.")
  EndpointAnswer status(@PathVariable String id, @RequestParam String status) {
    Endpoint.Status said =
        switch (status) {
          case "UP" -> Endpoint.Status.UP;
          case "DOWN" -> Endpoint.Status.DOWN;
          default -> throw ApiFailure.parameter("query", "status", "must be UP or DOWN");
        };
    return EndpointAnswer.of(
        endpoints.setStatus(id, said, now()).orElseThrow(EndpointsController::unknown));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Takes an endpoint out.")
  EndpointDeleted remove(@PathVariable String id) {
    if (!endpoints.remove(id)) {
      throw unknown();
    }
    return new EndpointDeleted(id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ApiFailure unknown() {
    return ApiFailure.notFound("ENDPOINT", "there is no such endpoint");
  }

  private static String text(JsonBody body, String name) {
    String text = body.requiredText(name).strip();
    boolean fine =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.chars().noneMatch(Character::isISOControl);
    if (!fine) {
      throw body.wrong(name, "must be 1 to 255 characters without control characters");
    }
    return text;
  }

  private static int port(JsonBody body) {
    return body.number("port", 1, LAST_PORT)
        .orElseThrow(() -> body.wrong("port", "is missing"))
        .intValue();
  }

  private static Endpoint.Caps caps(JsonBody body) {
    return body.object("caps")
        .map(caps -> new Endpoint.Caps(cap(caps, "cpu"), cap(caps, "mem")))
        .orElse(Endpoint.Caps.NONE);
  }

  private static Optional<String> cap(JsonBody caps, String name) {
    Optional<String> cap = caps.textOrNumber(name);
    if (cap.filter(text -> text.isBlank() || text.length() > LONGEST).isPresent()) {
      throw caps.wrong(name, "must be 1 to 255 characters");
    }
    return cap;
  }

  /** Numbers come back as numbers. */
  private static Object shown(String cap) {
    return NUMBER.matcher(cap).matches() ? new BigDecimal(cap) : cap;
  }
}
