package io.haymaker.core.limit;

import java.time.Duration;

/**
 * What a bank said to a request for tokens.
 *
 * @param tokens as many as were asked for, or 0
 * @param left whole tokens that stay in the bucket
 * @param askAgainIn after which asking again is worth while; zero when tokens were given
 */
public record Loan(int tokens, int left, Duration askAgainIn) {

  static Loan of(int tokens, int left) {
    return new Loan(tokens, left, Duration.ZERO);
  }

  static Loan after(Duration wait) {
    return new Loan(0, 0, wait);
  }

  boolean isGranted() {
    return tokens > 0;
  }
}
