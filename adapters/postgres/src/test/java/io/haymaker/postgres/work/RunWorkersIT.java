package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunHandler;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestProcess;
import io.haymaker.postgres.TestServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RunWorkersIT {
  private static final DatabaseAddress DATABASE = TestServer.database(RunWorkersIT.class);
  private static final PostgresStore STORE = PostgresStore.open(DATABASE, Clock.systemUTC());

  private final RunId run = RunId.random();
  private final BlockingQueue<RunId> looks = new LinkedBlockingQueue<>();
  private final List<RunWorkers> started = new ArrayList<>();

  @AfterEach
  void stop() throws SQLException {
    started.forEach(RunWorkers::close);
    new QueueReader(DATABASE).clear();
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  private void start(RunHandler handler) {
    started.add(STORE.startWorkers(handler, QuickWork.SETTINGS));
  }

  private void wakeNow() {
    STORE.work().wake(run, Clock.systemUTC().instant());
  }

  private void assertLook() throws InterruptedException {
    assertThat(looks.poll(20, TimeUnit.SECONDS)).isEqualTo(run);
  }

  private void assertNoLookWithin(long millis) throws InterruptedException {
    assertThat(looks.poll(millis, TimeUnit.MILLISECONDS)).isNull();
  }

  private Optional<Instant> nextLook() {
    return new QueueReader(DATABASE).nextLook(run);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Long enough for another worker to come in between, if it could. */
  private static void linger() {
    try {
      assertThat(new CountDownLatch(1).await(3, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Looks again and again, for the database tells nobody when a row changes. */
  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

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

  @Test
  void aLookThatFailsIsLoggedOnceWithItsRunAndTriedAgain() throws Exception {
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(logged);
    var count = new AtomicInteger();
    try {
      start(
          id -> {
            looks.add(id);
            if (count.incrementAndGet() < 3) {
              throw new IllegalStateException("failure " + count.get());
            }
            return Optional.empty();
          });
      wakeNow();
      assertLook();
      assertLook();
      assertLook();
      awaitTrue(() -> nextLook().isEmpty());
    } finally {
      root.detachAppender(logged);
    }

    assertThat(logged.list)
        .filteredOn(event -> event.getThrowableProxy() != null)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event.getKeyValuePairs())
                    .anyMatch(pair -> pair.toString().contains(run.toString())));
  }

  @Test
  void anErrorInALookDoesNotLoseTheRunEither() throws Exception {
    var count = new AtomicInteger();
    start(
        id -> {
          looks.add(id);
          if (count.incrementAndGet() == 1) {
            throw new StackOverflowError("on purpose");
          }
          return Optional.empty();
        });

    wakeNow();

    assertLook();
    assertLook();
  }

  @Test
  void twoWorkersOnOneDatabaseLookAtARunOneAtATime() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var count = new AtomicInteger();
    RunHandler handler =
        id -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          count.incrementAndGet();
          looks.add(id);
          linger();
          inside.decrementAndGet();
          return Optional.empty();
        };
    try (var other = PostgresStore.open(DATABASE, Clock.systemUTC())) {
      var others = other.startWorkers(handler, QuickWork.SETTINGS);
      start(handler);

      for (int i = 0; i < 40; i++) {
        (i % 2 == 0 ? STORE : other).work().wake(run, Clock.systemUTC().instant());
      }

      awaitTrue(() -> nextLook().isEmpty());
      others.close();
    }
    assertThat(count.get()).isPositive();
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void whatWasNotLookedAtYetIsLookedAtByTheNextWorkers() throws Exception {
    wakeNow();

    start(
        id -> {
          looks.add(id);
          return Optional.empty();
        });

    assertLook();
  }

  @Test
  void aLookThatIsInterruptedByTheEndOfItsWorkersIsRepeatedByTheNext() throws Exception {
    var looking = new CountDownLatch(1);
    var forever = new CountDownLatch(1);
    RunWorkers first =
        STORE.startWorkers(
            id -> {
              looking.countDown();
              await(forever);
              return Optional.empty();
            },
            QuickWork.SETTINGS);
    wakeNow();
    await(looking);

    first.close();
    start(
        id -> {
          looks.add(id);
          return Optional.empty();
        });

    assertLook();
  }

  @Test
  void theRunOfAKilledWorkerIsTakenOverWithinSeconds() throws Exception {
    try (var process = TestProcess.start(DyingWorker.class, DATABASE.url())) {
      wakeNow();
      assertThat(process.line()).isEqualTo("looking at " + run);
      start(
          id -> {
            looks.add(id);
            return Optional.empty();
          });
      // Its heart beats: nobody takes the run from it.
      assertNoLookWithin(QuickWork.SETTINGS.heartbeat().multipliedBy(6).toMillis());

      process.kill();

      assertLook();
      awaitTrue(() -> nextLook().isEmpty());
    }
  }
}
