package io.haymaker.emulator.fault;

import io.haymaker.emulator.http.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order to go wrong.
 *
 * @param id names the rule
 * @param method the HTTP method, or {@code *}; {@code CONNECT} on {@code /amqp} for connections to
 *     the bus, open ones and new ones, which any effect drops
 * @param path a pattern of the decoded path: {@code *} is anything but a slash, {@code **}
 *     anything; compared without case
 * @param bodyContains the rule holds only for requests whose body has this text, compared without
 *     case
 * @param callerId the rule holds only for this caller (object id or client id)
 * @param skip how many matching requests go unharmed first, 0 or more
 * @param count how many requests are hit after that; empty = all, until the rule is removed
 * @param effect what happens
 */
public record FaultRule(
    String id,
    String method,
    String path,
    Optional<String> bodyContains,
    Optional<String> callerId,
    int skip,
    Optional<Integer> count,
    Effect effect) {

  /** What happens to a request that is hit. */
  public sealed interface Effect {
    /** The request is handled, but later. */
    record Delay(Duration length) implements Effect {
      public Delay {
        if (length.isNegative()) {
          throw new IllegalArgumentException("delay must not be negative");
        }
      }
    }

    /** The request has no effect and is answered with an error. */
    record Fail(int status, String code, String message) implements Effect {
      public Fail {
        if (status < 400 || status > 599) {
          throw new IllegalArgumentException("status must be 400 to 599: " + status);
        }
      }
    }

    /** The request has no effect and is answered 429 with {@code Retry-After}. */
    record Throttle(Duration retryAfter) implements Effect {
      public Throttle {
        if (retryAfter.isNegative()) {
          throw new IllegalArgumentException("retryAfter must not be negative");
        }
      }
    }

    /** The request has its full effect, then the connection is dropped without an answer. */
    record LoseResponse() implements Effect {}
  }

  public FaultRule {
    Objects.requireNonNull(id);
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(bodyContains);
    Objects.requireNonNull(callerId);
    Objects.requireNonNull(effect);
    if (skip < 0 || count.filter(n -> n < 1).isPresent()) {
      throw new IllegalArgumentException("skip must be 0 or more, count 1 or more");
    }
  }

  /** A rule for every request that fits, until removed. */
  public static FaultRule always(String id, String method, String path, Effect effect) {
    return new FaultRule(
        id, method, path, Optional.empty(), Optional.empty(), 0, Optional.empty(), effect);
  }

  /** The same rule for so many requests only. */
  public FaultRule times(int n) {
    return new FaultRule(id, method, path, bodyContains, callerId, skip, Optional.of(n), effect);
  }

  /** The same rule for requests whose body has this text only. */
  public FaultRule whenBodyContains(String text) {
    return new FaultRule(id, method, path, Optional.of(text), callerId, skip, count, effect);
  }

  /**
   * A rule from the control API's JSON: {@code id?, method?, path, bodyContains?, callerId?, skip?,
   * count?} and one of {@code delay: "PT2S"}, {@code fail: {status, code?, message?}}, {@code
   * throttle: "PT1S"}, {@code loseResponse: true}.
   *
   * @throws IllegalArgumentException if it is not one; the message says what is wrong
   */
  public static FaultRule parse(ObjectNode json, String idIfNone) {
    return new FaultRule(
        Json.string(json, "id").orElse(idIfNone),
        Json.string(json, "method").orElse("*"),
        Json.string(json, "path")
            .orElseThrow(() -> new IllegalArgumentException("path is missing")),
        Json.string(json, "bodyContains"),
        Json.string(json, "callerId"),
        json.path("skip").asInt(0),
        json.path("count").isNumber() ? Optional.of(json.path("count").asInt()) : Optional.empty(),
        effect(json));
  }

  private static Effect effect(ObjectNode json) {
    if (Json.string(json, "delay").isPresent()) {
      return new Effect.Delay(duration(json, "delay"));
    }
    if (Json.string(json, "throttle").isPresent()) {
      return new Effect.Throttle(duration(json, "throttle"));
    }
    if (json.path("loseResponse").asBoolean(false)) {
      return new Effect.LoseResponse();
    }
    if (json.get("fail") instanceof ObjectNode fail) {
      return new Effect.Fail(
          fail.path("status").asInt(500),
          Json.string(fail, "code").orElse("InternalServerError"),
          Json.string(fail, "message").orElse("A fault was ordered for this operation."));
    }
    throw new IllegalArgumentException("one of delay, fail, throttle, loseResponse is needed");
  }

  private static Duration duration(ObjectNode json, String name) {
    try {
      return Duration.parse(Json.string(json, name).orElse(""));
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          name + " must be an ISO 8601 duration such as PT2S", wrong);
    }
  }

  /** The rule in the control API's JSON. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("id", id).put("method", method).put("path", path);
    bodyContains.ifPresent(text -> json.put("bodyContains", text));
    callerId.ifPresent(text -> json.put("callerId", text));
    json.put("skip", skip);
    count.ifPresent(n -> json.put("count", n));
    switch (effect) {
      case Effect.Delay delay -> json.put("delay", delay.length().toString());
      case Effect.Throttle throttle -> json.put("throttle", throttle.retryAfter().toString());
      case Effect.LoseResponse lost -> json.put("loseResponse", true);
      case Effect.Fail fail ->
          json.putObject("fail")
              .put("status", fail.status())
              .put("code", fail.code())
              .put("message", fail.message());
    }
    return json;
  }
}
