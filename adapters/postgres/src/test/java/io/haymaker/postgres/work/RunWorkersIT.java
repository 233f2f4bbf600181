package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Runs are looked at when they are due, and no wake is lost. */
final class RunWorkersIT extends RunWorkersHarness {
  @Test
  void aRunThatIsOverLeavesTheQueueAndCanBeWokenAgain() throws Exception {
    start(
        id -> {
          looks.add(id);
          return Optional.empty();
        });

    wakeNow();
    assertLook();
    awaitTrue(() -> nextLook().isEmpty());
    wakeNow();
    assertLook();
  }

  @Test
  void aRunIsLookedAtAgainWhenItsHandlerSaysSo() throws Exception {
    var count = new AtomicInteger();
    start(
        id -> {
          looks.add(id);
          return count.incrementAndGet() < 3
              ? Optional.of(Clock.systemUTC().instant().plusMillis(20))
              : Optional.empty();
        });

    wakeNow();

    assertLook();
    assertLook();
    assertLook();
    awaitTrue(() -> nextLook().isEmpty());
  }

  @Test
  void aRunIsNotLookedAtBeforeItsTimeAndAWakeBringsItForward() throws Exception {
    start(
        id -> {
          looks.add(id);
          return Optional.empty();
        });

    STORE.work().wake(run, Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    assertNoLookWithin(300);
    wakeNow();
    assertLook();
  }

  @Test
  void aWakeIsSeenOnlyOnceItsTransactionIsCommitted() throws Exception {
    start(
        id -> {
          looks.add(id);
          return Optional.empty();
        });

    assertThatThrownBy(
            () ->
                STORE
                    .transactions()
                    .run(
                        () -> {
                          wakeNow();
                          throw new IllegalArgumentException("on purpose");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertNoLookWithin(300);

    STORE
        .transactions()
        .run(
            () -> {
              wakeNow();
              assertThat(looks).isEmpty();
            });
    assertLook();
  }

  @Test
  void aWakeDuringALookThatSaysOverIsFollowedByAnother() throws Exception {
    var looking = new CountDownLatch(1);
    var woken = new CountDownLatch(1);
    start(
        id -> {
          looks.add(id);
          looking.countDown();
          await(woken);
          return Optional.empty();
        });

    wakeNow();
    await(looking);
    wakeNow();
    woken.countDown();

    assertLook();
    assertLook();
    awaitTrue(() -> nextLook().isEmpty());
    assertThat(looks).isEmpty();
  }

  @Test
  void aWakeDuringALookThatWantsToWaitIsServedBeforeThat() throws Exception {
    var looking = new CountDownLatch(1);
    var woken = new CountDownLatch(1);
    Instant tomorrow = Clock.systemUTC().instant().plus(Duration.ofDays(1));
    start(
        id -> {
          looks.add(id);
          looking.countDown();
          await(woken);
          return Optional.of(tomorrow);
        });

    wakeNow();
    await(looking);
    wakeNow();
    STORE.work().wake(run, tomorrow.plusSeconds(60));
    woken.countDown();

    assertLook();
    assertLook();
    awaitTrue(
        () -> nextLook().filter(next -> !next.isBefore(tomorrow.minusSeconds(1))).isPresent());
  }

  /** However wakes and ends of looks fall together, after the last wake there is one more look. */
  @Test
  void ofManyWakesNoneIsLostToALookThatEndsAtTheSameMoment() throws Exception {
    var wanted = new AtomicInteger();
    var seen = new AtomicInteger();
    start(
        id -> {
          seen.set(wanted.get());
          looks.add(id);
          return Optional.empty();
        });

    for (int i = 1; i <= 150; i++) {
      wanted.incrementAndGet();
      wakeNow();
    }

    awaitTrue(() -> seen.get() == 150);
    awaitTrue(() -> nextLook().isEmpty());
  }
}
