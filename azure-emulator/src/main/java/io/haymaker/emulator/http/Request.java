package io.haymaker.emulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A request as it came: nothing in it is trusted but {@link #caller()}, which the door has set. */
public final class Request {
  private final String method;
  private final String rawTarget;
  private final List<String> segments;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final Door door;
  private final @Nullable Caller caller;

  private Request(
      String method,
      String rawTarget,
      Map<String, List<String>> headers,
      byte[] body,
      Door door,
      @Nullable Caller caller) {
    this.method = method.toUpperCase(Locale.ROOT);
    this.rawTarget = rawTarget;
    int mark = rawTarget.indexOf('?');
    this.segments = segments(mark < 0 ? rawTarget : rawTarget.substring(0, mark));
    this.query = mark < 0 ? Map.of() : pairs(rawTarget.substring(mark + 1));
    this.headers = headers;
    this.body = body;
    this.door = door;
    this.caller = caller;
  }

  /**
   * A request from its raw parts.
   *
   * @param rawTarget path and query as on the request line; runs of slashes count as one, because
   *     clients send {@code //subscriptions/...} whenever a scope starts with a slash
   * @param headers header values by lower-case name
   * @throws Refused (400) if the target is not well-formed
   */
  public static Request of(
      Door door, String method, String rawTarget, Map<String, List<String>> headers, byte[] body) {
    return new Request(method, rawTarget, Map.copyOf(headers), body, door, null);
  }

  /** The same request with its caller. */
  public Request from(Caller known) {
    return new Request(method, rawTarget, headers, body, door, Objects.requireNonNull(known));
  }

  /** The method in upper case. */
  public String method() {
    return method;
  }

  /** The request's target as it was sent. */
  public String rawTarget() {
    return rawTarget;
  }

  /** The path's parts, decoded, without empty ones. */
  public List<String> segments() {
    return segments;
  }

  /** The path with decoded parts and single slashes, without a slash at its end. */
  public String path() {
    return "/" + String.join("/", segments);
  }

  /** Whether the first parts of the path are these, compared without case. */
  public boolean under(String... parts) {
    if (segments.size() < parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!segments.get(i).equalsIgnoreCase(parts[i])) {
        return false;
      }
    }
    return true;
  }

  /** A query parameter, decoded; names are compared without case. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The first value of a header; names are compared without case. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** The body's bytes; empty if there was none. */
  public byte[] body() {
    return body;
  }

  /**
   * The body as a JSON object.
   *
   * @throws Refused (400 InvalidRequestContent) if it is anything else
   */
  public ObjectNode json() {
    try {
      if (Json.parse(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException notJson) {
      throw new Refused(
          400,
          "InvalidRequestContent",
          "The request content was invalid and could not be deserialized: "
              + notJson.getOriginalMessage());
    }
    throw new Refused(
        400, "InvalidRequestContent", "The request content was invalid: a JSON object is needed.");
  }

  /** The body as a JSON object, an empty one if there is no body. */
  public ObjectNode jsonOrEmpty() {
    return body.length == 0 ? Json.object() : json();
  }

  /** The body as a form; names are lower-cased. */
  public Map<String, String> form() {
    return pairs(new String(body, StandardCharsets.UTF_8));
  }

  /** The door through which the request came. */
  public Door door() {
    return door;
  }

  /**
   * Who sent it.
   *
   * @throws IllegalStateException if the service asks for no token
   */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("nobody was asked who they are: " + method + " " + path());
    }
    return caller;
  }

  /** Who sent it, if a token was asked for. */
  public Optional<Caller> knownCaller() {
    return Optional.ofNullable(caller);
  }

  private static List<String> segments(String rawPath) {
    List<String> parts = new ArrayList<>();
    for (String part : rawPath.split("/", -1)) {
      if (!part.isEmpty()) {
        // A plus is itself in a path; URLDecoder would make it a blank.
        parts.add(decode(part.replace("+", "%2B")));
      }
    }
    return List.copyOf(parts);
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.putIfAbsent(decode(name).toLowerCase(Locale.ROOT), decode(value));
      }
    }
    return Map.copyOf(pairs);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refused(400, "InvalidUri", "The request target is not well-formed.");
    }
  }
}
