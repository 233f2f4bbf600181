package io.haymaker.emulator.door;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.fault.FaultRule.Effect;
import io.haymaker.emulator.http.Caller;
import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.token.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request from a door to its service and back: finds the service, applies a fault if one is
 * ordered, checks the caller's token, turns a refusal into its answer, and logs what came of it.
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Cloud cloud;
  private final AccessTokens tokens;
  private final List<Service> services;

  /** A dispatcher over services, asked in this order. */
  public Dispatcher(Cloud cloud, AccessTokens tokens, List<Service> services) {
    this.cloud = cloud;
    this.tokens = tokens;
    this.services = List.copyOf(services);
  }

  /** The answer; empty if the connection is to be dropped. */
  public Optional<Response> answer(Request request) {
    Instant at = cloud.clock().instant();
    Optional<Service> service =
        services.stream().filter(s -> s.door() == request.door() && s.owns(request)).findFirst();
    Optional<String> refusal = Optional.empty();
    Request known = request;
    if (service.isPresent() && !service.get().audiences().isEmpty()) {
      switch (check(request, service.get())) {
        case AccessTokens.Check.Valid valid -> known = request.from(valid.caller());
        case AccessTokens.Check.Invalid invalid -> refusal = Optional.of(invalid.why());
      }
    }
    Optional<Response> response = harmed(known, service, refusal);
    cloud
        .log()
        .add(
            at,
            service.map(Service::name).orElse("none"),
            request.method(),
            request.path(),
            known.knownCaller(),
            response.map(Response::status).orElse(0));
    return response.map(
        r -> {
          String id = UUID.randomUUID().toString();
          return r.with("x-ms-request-id", id).with("x-ms-correlation-request-id", id);
        });
  }

  private AccessTokens.Check check(Request request, Service service) {
    Optional<String> header = request.header("authorization");
    if (header.isEmpty()) {
      return new AccessTokens.Check.Invalid("Authentication failed: no access token was sent.");
    }
    String value = header.get().strip();
    // The bus's administration client sends the bare token, without the scheme.
    String token =
        value.toLowerCase(Locale.ROOT).startsWith("bearer ") ? value.substring(7).strip() : value;
    return switch (tokens.check(token)) {
      case AccessTokens.Check.Valid valid ->
          service.audiences().contains(valid.audience())
              ? valid
              : new AccessTokens.Check.Invalid(
                  "The access token is for another audience than this service.");
      case AccessTokens.Check.Invalid invalid -> invalid;
    };
  }

  private Optional<Response> harmed(
      Request request, Optional<Service> service, Optional<String> refusal) {
    boolean control = service.filter(s -> s.name().equals("control")).isPresent();
    Optional<Effect> effect =
        control
            ? Optional.empty()
            : cloud.faults().hit(request.method(), request.path(), request.body(), caller(request));
    if (effect.isEmpty()) {
      return Optional.of(handled(request, service, refusal));
    }
    return switch (effect.get()) {
      case Effect.Delay delay -> {
        pause(delay.length());
        yield Optional.of(handled(request, service, refusal));
      }
      case Effect.Fail fail ->
          Optional.of(Response.error(fail.status(), fail.code(), fail.message()));
      case Effect.Throttle throttle ->
          Optional.of(
              Response.error(429, "TooManyRequests", "A throttle was ordered for this operation.")
                  .with("Retry-After", String.valueOf(seconds(throttle.retryAfter()))));
      case Effect.LoseResponse lost -> {
        Response unseen = handled(request, service, refusal);
        LOG.debug("dropped the answer to a request, status {}", unseen.status());
        yield Optional.empty();
      }
    };
  }

  private static Optional<Caller> caller(Request request) {
    return request.knownCaller();
  }

  private static long seconds(Duration length) {
    return length.plusMillis(999).toSeconds();
  }

  private void pause(Duration length) {
    try {
      cloud.pauser().pause(length);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refused.with(
          Response.error(503, "ServiceUnavailable", "The emulator is being stopped."));
    }
  }

  private Response handled(Request request, Optional<Service> service, Optional<String> refusal) {
    if (service.isEmpty()) {
      return Response.error(
          404,
          "NotFound",
          "No service of the emulator answers " + request.method() + " " + request.path() + ".");
    }
    try {
      return refusal.isPresent()
          ? service.get().challenge(request, refusal.get())
          : service.get().handle(request);
    } catch (Refused refused) {
      return refused.response();
    } catch (RuntimeException bug) {
      LOG.error("bug while answering {} {}", request.method(), request.path(), bug);
      return Response.error(
          500, "InternalServerError", "The emulator failed: " + bug.getClass().getSimpleName());
    }
  }
}
