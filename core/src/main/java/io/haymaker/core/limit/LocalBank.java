package io.haymaker.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Buckets in memory: for a process that shares them with nobody, and for tests. */
public final class LocalBank implements TokenBank {
  private final Clock clock;
  private final Map<String, TokenBucket> buckets = new HashMap<>();

  public LocalBank(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Loan borrow(Budget budget, int wanted, int giveBack) {
    Instant now = clock.instant();
    TokenBucket.Draw draw = bucket(budget, now).draw(budget, wanted, giveBack, now);
    buckets.put(budget.key(), draw.after());
    return draw.loan();
  }

  @Override
  public synchronized void atMost(Budget budget, int remaining) {
    Instant now = clock.instant();
    buckets.put(budget.key(), bucket(budget, now).atMost(budget, remaining, now));
  }

  @Override
  public synchronized void pause(Budget budget, Duration wait) {
    Instant now = clock.instant();
    buckets.put(budget.key(), bucket(budget, now).paused(now.plus(wait)));
  }

  private TokenBucket bucket(Budget budget, Instant now) {
    return buckets.getOrDefault(budget.key(), TokenBucket.full(budget, now));
  }
}
