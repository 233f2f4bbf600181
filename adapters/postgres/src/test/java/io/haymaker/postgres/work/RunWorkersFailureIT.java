package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.haymaker.core.run.RunHandler;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestProcess;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever becomes of a look or its worker, the run is looked at again, by one at a time. */
final class RunWorkersFailureIT extends RunWorkersHarness {
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
