package io.haymaker.core.limit;

import java.time.Duration;

/**
 * Keeps the buckets of an installation, for all its replicas. Each call is one change that no other
 * comes between. A bucket that nobody has drawn on is full.
 */
public interface TokenBank {

  /**
   * Borrows tokens: all that are wanted or none.
   *
   * @param wanted 1 to the budget's size
   * @param giveBack tokens of an earlier loan that were not spent, 0 or more
   */
  Loan borrow(Budget budget, int wanted, int giveBack);

  /** The service said that no more than this remains: somebody else draws on it too. */
  void atMost(Budget budget, int remaining);

  /** The service asked to be left alone for that long. Never shortens an earlier pause. */
  void pause(Budget budget, Duration wait);
}
