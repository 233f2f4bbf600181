package io.haymaker.server.wire;

import java.util.UUID;

/**
 * The body of every error.
 *
 * @param error what happened
 */
public record ErrorAnswer(Failure error) {

  /**
   * @param code stable, for programs
   * @param message for people
   * @param traceId stands in the log beside what is not told
   */
  public record Failure(String code, String message, String traceId) {}

  public static ErrorAnswer of(String code, String message) {
    return new ErrorAnswer(new Failure(code, message, UUID.randomUUID().toString()));
  }
}
