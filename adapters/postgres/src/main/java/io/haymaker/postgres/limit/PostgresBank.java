package io.haymaker.postgres.limit;

import io.haymaker.core.limit.Budget;
import io.haymaker.core.limit.Loan;
import io.haymaker.core.limit.TokenBank;
import io.haymaker.core.limit.TokenBucket;
import io.haymaker.postgres.store.Columns;
import io.haymaker.postgres.store.JdbiTransactions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Buckets in the table {@code call_budgets}, by the database's clock: those of the replicas may
 * differ. What a draw makes of a bucket is decided in the core; the row's lock lets it be read,
 * decided and written.
 */
public final class PostgresBank implements TokenBank {
  private final JdbiTransactions transactions;

  public PostgresBank(JdbiTransactions transactions) {
    this.transactions = transactions;
  }

  /** A bucket as it is in the table, and what time it is there. */
  private record Kept(TokenBucket bucket, Instant now) {}

  @Override
  public Loan borrow(Budget budget, int wanted, int giveBack) {
    return change(budget, (bucket, now) -> bucket.draw(budget, wanted, giveBack, now));
  }

  @Override
  public void atMost(Budget budget, int remaining) {
    change(budget, (bucket, now) -> unasked(bucket.atMost(budget, remaining, now)));
  }

  @Override
  public void pause(Budget budget, Duration wait) {
    change(budget, (bucket, now) -> unasked(bucket.paused(now.plus(wait))));
  }

  private static TokenBucket.Draw unasked(TokenBucket after) {
    return new TokenBucket.Draw(after, new Loan(0, 0, Duration.ZERO));
  }

  private Loan change(Budget budget, BiFunction<TokenBucket, Instant, TokenBucket.Draw> change) {
    return transactions.with(
        handle -> {
          Kept kept = locked(handle, budget);
          TokenBucket.Draw draw = change.apply(kept.bucket(), kept.now());
          if (!draw.after().equals(kept.bucket())) {
            write(handle, budget, draw.after());
          }
          return draw.loan();
        });
  }

  private static Kept locked(Handle handle, Budget budget) {
    // The upsert makes a missing row and locks one that is there, in one visit.
    return handle
        .createQuery(
            """
            INSERT INTO call_budgets AS budget (budget_key, tokens, filled_at)
            VALUES (:key, :size, clock_timestamp())
            ON CONFLICT (budget_key) DO UPDATE SET tokens = budget.tokens
            RETURNING tokens, filled_at, clock_timestamp() AS now
            """)
        .bind("key", budget.key())
        .bind("size", budget.size())
        .map(
            (row, _) ->
                new Kept(
                    new TokenBucket(
                        row.getDouble("tokens"),
                        time(row.getObject("filled_at", OffsetDateTime.class))),
                    time(row.getObject("now", OffsetDateTime.class))))
        .one();
  }

  private static Instant time(OffsetDateTime column) {
    return column.toInstant();
  }

  private static void write(Handle handle, Budget budget, TokenBucket bucket) {
    handle
        .createUpdate(
            "UPDATE call_budgets SET tokens = :tokens, filled_at = :at WHERE budget_key = :key")
        .bind("tokens", bucket.tokens())
        .bind("at", Columns.time(bucket.filledAt()))
        .bind("key", budget.key())
        .execute();
  }
}
