package io.haymaker.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer: status, headers in order, body (empty array = none).
 *
 * @param status the HTTP status, 100 to 599
 * @param headers the headers, in the order in which they are sent; {@code Content-Length} is the
 *     door's business
 * @param body the body's bytes
 */
// Bytes as they go out; nobody compares responses.
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, List<Header> headers, byte[] body) {
  /** One header line. */
  public record Header(String name, String value) {
    public Header {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
      if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("line break in header " + name);
      }
    }
  }

  public Response {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("no HTTP status: " + status);
    }
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
  }

  /** An answer without body. */
  public static Response empty(int status) {
    return new Response(status, List.of(), new byte[0]);
  }

  /** An answer with a JSON body. */
  public static Response json(int status, JsonNode body) {
    return new Response(
        status,
        List.of(new Header("Content-Type", "application/json; charset=utf-8")),
        Json.bytes(body));
  }

  /** An answer with a body of another type. */
  public static Response text(int status, String contentType, String body) {
    return new Response(
        status,
        List.of(new Header("Content-Type", contentType)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with Azure's error body, {@code {"error":{"code","message"}}}. */
  public static Response error(int status, String code, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", code).put("message", message);
    return json(status, body).with("x-ms-error-code", code);
  }

  /** This answer with one more header. */
  public Response with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Response(status, more, body);
  }

  /** The first value of a header; names are compared without case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }
}
