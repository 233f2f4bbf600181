package io.haymaker.server.wire;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Ends a request with an error that its caller can act on. How it looks on the wire depends on the
 * path: see {@link Answers}.
 */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  @SuppressWarnings("serial") // Never written anywhere.
  private final Optional<Fault> fault;

  /**
   * @param code stable, for programs
   * @param message for people; no path, statement or secret
   */
  public ApiFailure(int status, String code, String message) {
    this(status, code, message, Optional.empty());
  }

  private ApiFailure(int status, String code, String message, Optional<Fault> fault) {
    super(message);
    this.status = status;
    this.code = code;
    this.fault = fault;
  }

  /** A part of the request that cannot be: 422 with its place, under {@code /api/v1} 400. */
  public static ApiFailure of(Fault fault) {
    String code =
        switch (fault.type()) {
          case "missing" -> "MISSING_PARAMETER";
          case "json_invalid", "json_type" -> "INVALID_JSON";
          default -> "INVALID_PARAMETER";
        };
    return new ApiFailure(422, code, message(fault), Optional.of(fault));
  }

  /** The field leads, unless what is wrong is told of the whole. */
  private static String message(Fault fault) {
    List<String> names = fault.loc().subList(Math.min(1, fault.loc().size()), fault.loc().size());
    return names.isEmpty() ? fault.msg() : String.join(".", names) + " " + fault.msg();
  }

  /**
   * A field of the body whose value cannot be.
   *
   * @param message goes on after the field's name: "must be ..."
   */
  public static ApiFailure field(String field, String message) {
    return of(new Fault(List.of("body", field), message, "value_error"));
  }

  /** The body as a whole cannot be. */
  public static ApiFailure body(String message) {
    return of(new Fault(List.of("body"), message, "value_error"));
  }

  /**
   * A parameter of the path or the query that cannot be.
   *
   * @param where {@code path} or {@code query}
   * @param message goes on after the parameter's name
   */
  public static ApiFailure parameter(String where, String name, String message) {
    return of(new Fault(List.of(where, name), message, "value_error"));
  }

  /**
   * What is asked for is not there, or not ours.
   *
   * @param what names its kind in the code: {@code RUN_NOT_FOUND}
   */
  public static ApiFailure notFound(String what, String message) {
    return new ApiFailure(404, what.toUpperCase(Locale.ROOT) + "_NOT_FOUND", message);
  }

  /** Not as things are now: something is in the way. */
  public static ApiFailure conflict(String message) {
    return new ApiFailure(409, "CONFLICT", message);
  }

  /** Something that we need does not answer; the caller may try again. */
  public static ApiFailure unavailable(String message) {
    return new ApiFailure(503, "SERVICE_UNAVAILABLE", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Optional<Fault> fault() {
    return fault;
  }
}
