package io.haymaker.emulator.http;

import java.util.Objects;

/**
 * A request that a service refuses. It unwinds the handling of one request to the door, which
 * answers with {@link #response()}, and rolls back the store's transaction on its way; it never
 * means a bug.
 */
public final class Refused extends RuntimeException {
  private final transient Response response;

  /**
   * A refusal with the error body that Azure uses.
   *
   * @param status the HTTP status, 400 to 599
   * @param code the machine-readable code, e.g. {@code ResourceGroupNotFound}
   * @param message what a person reads; never holds a secret
   */
  public Refused(int status, String code, String message) {
    this(Response.error(status, code, message), code + ": " + message);
  }

  private Refused(Response response, String message) {
    super(message, null, false, false);
    this.response = Objects.requireNonNull(response);
  }

  /** A refusal with a response of its own shape. */
  public static Refused with(Response response) {
    return new Refused(response, "HTTP " + response.status());
  }

  /** What the caller is answered. */
  public Response response() {
    return response;
  }
}
