package io.haymaker.core.limit;

import io.haymaker.core.retry.Pauser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What callers wait at before each call. Tokens are borrowed from the bank some at a time, so that
 * a call costs no visit to the database, and only as many as were used up last time, so that a
 * quiet replica keeps none from a busy one. Who waits for the bank keeps the others of this process
 * waiting behind it. Safe for threads.
 */
public final class Limiter {
  /** A loan is spent within this time or given back: the bucket is never overdrawn by more. */
  private static final Duration LOAN = Duration.ofMillis(500);

  /** No service of ours asks for more; a strange number must not stop us for a day. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final TokenBank bank;
  private final Clock clock;
  private final Pauser pauser;
  private final Map<String, Purse> purses = new ConcurrentHashMap<>();

  /** Borrowed tokens of one budget; held by whoever has its lock. */
  private static final class Purse {
    final ReentrantLock lock = new ReentrantLock(true);
    int tokens;
    int lastWanted;
    volatile int leftInBank = Integer.MAX_VALUE;
    volatile boolean worthless;
    Instant borrowedAt = Instant.EPOCH;
  }

  public Limiter(TokenBank bank, Clock clock, Pauser pauser) {
    this.bank = bank;
    this.clock = clock;
    this.pauser = pauser;
  }

  /**
   * Takes the token for one call, waiting for it where need be.
   *
   * @param patience how long at most
   * @return false when there is none in that time or the thread was interrupted: do not call
   */
  public boolean take(Budget budget, Duration patience) {
    Instant deadline = clock.instant().plus(patience);
    Purse purse = purse(budget);
    try {
      if (!purse.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      try {
        return spend(budget, purse, deadline);
      } finally {
        purse.lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean spend(Budget budget, Purse purse, Instant deadline) throws InterruptedException {
    if (purse.worthless) {
      purse.tokens = 0;
      purse.worthless = false;
    }
    boolean fresh = !clock.instant().isAfter(purse.borrowedAt.plus(LOAN));
    if (fresh && purse.tokens > 0) {
      purse.tokens--;
      return true;
    }
    int wanted = fresh ? Math.min(budget.batch(), Math.max(1, purse.lastWanted * 2)) : 1;
    int giveBack = purse.tokens;
    purse.tokens = 0;
    while (true) {
      Loan loan = bank.borrow(budget, wanted, giveBack);
      giveBack = 0;
      Instant now = clock.instant();
      if (loan.isGranted()) {
        purse.tokens = loan.tokens() - 1;
        purse.lastWanted = wanted;
        purse.leftInBank = loan.left();
        purse.borrowedAt = now;
        return true;
      }
      if (now.plus(loan.askAgainIn()).isAfter(deadline)) {
        return false;
      }
      pauser.pause(loan.askAgainIn());
    }
  }

  /** The service told how much remains; cheap when that is no news. */
  public void told(Budget budget, int remaining) {
    Purse purse = purse(budget);
    if (remaining < purse.leftInBank) {
      purse.leftInBank = remaining;
      bank.atMost(budget, remaining);
    }
  }

  /** The service refused a call because the budget is used up, and asked for that wait. */
  public void refused(Budget budget, Duration retryAfter) {
    bank.pause(budget, retryAfter.compareTo(LONGEST_PAUSE) < 0 ? retryAfter : LONGEST_PAUSE);
    purse(budget).worthless = true;
  }

  private Purse purse(Budget budget) {
    return purses.computeIfAbsent(budget.key(), _ -> new Purse());
  }
}
