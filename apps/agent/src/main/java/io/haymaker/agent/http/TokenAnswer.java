package io.haymaker.agent.http;

/** What the authority says to a wish for a token. */
public sealed interface TokenAnswer {

  /** A token that is valid for a while yet. Printing it shows nothing. */
  record Granted(String token) implements TokenAnswer {
    @Override
    public String toString() {
      return "Granted[***]";
    }
  }

  /**
   * The authority does not know us or our secret; right after both were made, it may in a moment.
   *
   * @param reason code and description as the authority gives them
   */
  record Refused(String reason) implements TokenAnswer {}

  /** No answer, or none that can be used; trying again may help. */
  record Unreachable(String reason) implements TokenAnswer {}
}
