package io.haymaker.testkit.store;

import static io.haymaker.testkit.store.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A wake is kept with its transaction, and the earliest one counts. */
public abstract class WorkQueueContract {
  private final RunId run = RunId.random();

  /** The stores under test, with nobody working on the queue. */
  protected abstract Stores stores();

  /** When the queue will have the run looked at; empty when it will not. */
  protected abstract Optional<Instant> nextLook(RunId run);

  @Test
  void aRunThatNobodyWokeIsNotLookedAt() {
    assertThat(nextLook(run)).isEmpty();
  }

  @Test
  void aRunIsLookedAtWhenItWasAskedFor() {
    stores().work().wake(run, at(10));

    assertThat(nextLook(run)).contains(at(10));
  }

  @Test
  void theEarliestWakeCountsInWhateverOrderTheyCome() {
    stores().work().wake(run, at(10));
    stores().work().wake(run, at(20));
    assertThat(nextLook(run)).contains(at(10));

    stores().work().wake(run, at(5));
    assertThat(nextLook(run)).contains(at(5));
  }

  @Test
  void runsAreWokenApart() {
    var other = RunId.random();
    stores().work().wake(run, at(10));
    stores().work().wake(other, at(5));

    assertThat(nextLook(run)).contains(at(10));
    assertThat(nextLook(other)).contains(at(5));
  }

  @Test
  void aWakeIsTakenBackWithItsTransaction() {
    stores().work().wake(run, at(10));

    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().work().wake(run, at(1));
                          stores().work().wake(run, at(2));
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(nextLook(run)).contains(at(10));
  }

  @Test
  void wakesOfConcurrentTransactionsLeaveTheEarliest() {
    var next = new AtomicInteger(5);
    Racers.race(
        4,
        () -> {
          stores().work().wake(run, at(next.getAndIncrement()));
          return true;
        });

    assertThat(nextLook(run)).contains(at(5));
  }
}
