package io.haymaker.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.limit.Budget;
import io.haymaker.core.limit.Loan;
import io.haymaker.core.limit.TokenBank;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A bank lends what is there, once, and no more. Slow buckets, so that real time hardly counts. */
public abstract class TokenBankContract {
  /** One token in 100 s. */
  private final Budget budget = new Budget("test/" + UUID.randomUUID(), 100, 0.01);

  /** The bank under test. */
  protected abstract TokenBank bank();

  /** Another replica's view of the same bank. */
  protected abstract TokenBank sameBank();

  @Test
  void aBucketThatNobodyDrewOnIsFull() {
    Loan loan = bank().borrow(budget, 60, 0);

    assertThat(loan.tokens()).isEqualTo(60);
    assertThat(loan.left()).isEqualTo(40);
  }

  @Test
  void whatIsNotThereIsNotLentAndTheWaitIsTold() {
    bank().borrow(budget, 90, 0);

    Loan loan = sameBank().borrow(budget, 20, 0);

    assertThat(loan.tokens()).isZero();
    assertThat(loan.askAgainIn()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(1001));
    assertThat(bank().borrow(budget, 10, 0).tokens()).as("nothing was taken").isEqualTo(10);
  }

  @Test
  void whatIsGivenBackCanBeLentAgain() {
    bank().borrow(budget, 100, 0);

    assertThat(sameBank().borrow(budget, 5, 7).tokens()).isEqualTo(5);
    assertThat(bank().borrow(budget, 2, 0).tokens()).isEqualTo(2);
    assertThat(bank().borrow(budget, 1, 0).tokens()).isZero();
  }

  @Test
  void noMoreIsGivenBackThanTheBucketHolds() {
    bank().borrow(budget, 1, 50);

    assertThat(bank().borrow(budget, 100, 0).tokens()).isZero();
  }

  @Test
  void theServicesWordCounts() {
    bank().atMost(budget, 3);

    assertThat(sameBank().borrow(budget, 4, 0).tokens()).isZero();
    assertThat(sameBank().borrow(budget, 3, 0).tokens()).isEqualTo(3);
  }

  @Test
  void theServicesWordNeverFillsABucket() {
    bank().borrow(budget, 95, 0);
    bank().atMost(budget, 80);

    assertThat(bank().borrow(budget, 6, 0).tokens()).isZero();
  }

  @Test
  void aPausedBucketLendsNothingAndALongerPauseStays() {
    bank().pause(budget, Duration.ofMinutes(10));
    sameBank().pause(budget, Duration.ofMinutes(1));

    Loan loan = sameBank().borrow(budget, 1, 0);

    assertThat(loan.tokens()).isZero();
    assertThat(loan.askAgainIn()).isBetween(Duration.ofSeconds(650), Duration.ofSeconds(701));
  }

  @Test
  void bucketsAreApart() {
    bank().borrow(budget, 100, 0);

    assertThat(bank().borrow(new Budget(budget.key() + "/other", 100, 0.01), 1, 0).tokens())
        .isEqualTo(1);
  }

  @Test
  void whoBorrowsAtTheSameTimeGetsNoTokenTwice() {
    var lent = new AtomicInteger();

    Racers.race(
        8,
        () -> {
          for (int i = 0; i < 10; i++) {
            lent.addAndGet(sameBank().borrow(budget, 3, 0).tokens());
          }
          return true;
        });

    assertThat(lent.get()).isEqualTo(99);
  }
}
