package io.haymaker.agent.arm;

import io.haymaker.agent.http.HttpReply;

/**
 * What came of a request, or of following the operation that it began.
 *
 * <p>{@link #attempts()} counts how often it was sent.
 */
public sealed interface ArmAnswer {

  /** How often the request was sent, from 0 when it never was. */
  int attempts();

  /**
   * It was taken, or its operation has ended well.
   *
   * @param reply the answer to the request; after following, the last one
   */
  record Accepted(HttpReply reply, int attempts) implements ArmAnswer {}

  /**
   * It was refused, or its operation has failed.
   *
   * @param status 0 when it was never sent
   * @param code of the error, such as {@code AuthorizationFailed}
   * @param message of the error; may hold parts of the request
   */
  record Refused(int status, String code, String message, int attempts) implements ArmAnswer {

    /**
     * Whether the same deletion may be granted later: something is in its way, or Azure is busy.
     */
    public boolean mayPassForDeletion() {
      return ArmError.isPassing(this) || ArmError.isInTheWay(this);
    }
  }

  /**
   * Nobody knows: no answer came, or the operation had not ended when the time was over. It may
   * have had its effect.
   *
   * @param reason why not
   */
  record Unknown(String reason, int attempts) implements ArmAnswer {}
}
