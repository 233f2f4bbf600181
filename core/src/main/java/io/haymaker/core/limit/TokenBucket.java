package io.haymaker.core.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket as it stood at a moment. Pure.
 *
 * @param tokens what was in it
 * @param filledAt when that was; in the future while the service wants to be left alone
 */
public record TokenBucket(double tokens, Instant filledAt) {

  /** A bucket that nobody has drawn on. */
  public static TokenBucket full(Budget budget, Instant now) {
    return new TokenBucket(budget.size(), now);
  }

  /** What becomes of the bucket, and what the borrower gets. */
  public record Draw(TokenBucket after, Loan loan) {}

  /**
   * Takes all that are wanted, or none: a lender of single tokens would be asked for each.
   *
   * @param giveBack unspent tokens of an earlier loan
   */
  public Draw draw(Budget budget, int wanted, int giveBack, Instant now) {
    if (wanted < 1 || wanted > budget.size() || giveBack < 0) {
      throw new IllegalArgumentException(
          "wanted %d, giveBack %d of %s".formatted(wanted, giveBack, budget));
    }
    TokenBucket filled = filled(budget, giveBack, now);
    if (!filledAt.isAfter(now) && filled.tokens >= wanted) {
      double rest = filled.tokens - wanted;
      return new Draw(new TokenBucket(rest, filled.filledAt), Loan.of(wanted, (int) rest));
    }
    double seconds = Math.max(0, wanted - filled.tokens) / budget.perSecond();
    Duration wait =
        Duration.between(now, filled.filledAt)
            .plusMillis((long) Math.ceil(seconds * 1000))
            .plusMillis(1);
    return new Draw(filled, Loan.after(wait));
  }

  /** No more than the service says. */
  public TokenBucket atMost(Budget budget, int remaining, Instant now) {
    TokenBucket filled = filled(budget, 0, now);
    return new TokenBucket(Math.min(filled.tokens, Math.max(0, remaining)), filled.filledAt);
  }

  /** Empty until then, and filling from then on. */
  public TokenBucket paused(Instant until) {
    return new TokenBucket(0, until.isAfter(filledAt) ? until : filledAt);
  }

  private TokenBucket filled(Budget budget, int giveBack, Instant now) {
    double since = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
    return new TokenBucket(
        Math.min(budget.size(), tokens + giveBack + since * budget.perSecond()),
        now.isAfter(filledAt) ? now : filledAt);
  }
}
