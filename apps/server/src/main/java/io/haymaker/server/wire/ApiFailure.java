package io.haymaker.server.wire;

/** Ends a request with an error that its caller can act on. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ApiFailure(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A value of the request that cannot be; the message names the field and what it may be. */
  public static ApiFailure parameter(String message) {
    return new ApiFailure(400, "INVALID_PARAMETER", message);
  }

  public static ApiFailure missing(String field) {
    return new ApiFailure(400, "MISSING_PARAMETER", field + " is missing");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
