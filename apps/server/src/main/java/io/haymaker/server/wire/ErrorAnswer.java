package io.haymaker.server.wire;

/**
 * The body of an error of runs and keys.
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
}
