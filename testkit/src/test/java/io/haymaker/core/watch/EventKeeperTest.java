package io.haymaker.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.store.StoreUnavailableException;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The long run: what goes away comes back, and nothing of what happened meanwhile is missing. */
class EventKeeperTest {
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

  private final MovableClock clock = new MovableClock();
  private final FakeEngine engine = new FakeEngine(clock);
  private final ContainerHistory kept = new InMemoryStore().containerHistory();
  private final CountDownLatch woken = new CountDownLatch(1);
  private volatile boolean databaseAway;

  /** Loses its database when the test says so. */
  private final ContainerHistory history =
      new ContainerHistory() {
        private ContainerHistory there() {
          if (databaseAway) {
            throw new StoreUnavailableException("the database does not answer", null);
          }
          return kept;
        }

        @Override
        public int enter(List<ContainerEvent> events) {
          return there().enter(events);
        }

        @Override
        public Optional<Instant> latest(String host) {
          return there().latest(host);
        }

        @Override
        public List<ContainerEvent> present(String host) {
          return there().present(host);
        }

        @Override
        public List<Numbered> find(Query query) {
          return there().find(query);
        }
      };

  private EventKeeper started() {
    return EventKeeper.start(
        engine, history, _ -> woken.countDown(), clock, EventKeeperTest::shortly);
  }

  private static void shortly(Duration wait) {
    LockSupport.parkNanos(Math.min(wait.toNanos(), TimeUnit.MILLISECONDS.toNanos(5)));
  }

  private boolean isOnRecord(InstanceId id, String event) {
    return kept
        .find(new ContainerHistory.Query(Optional.of(id.value()), Optional.empty(), 0, 100))
        .stream()
        .anyMatch(one -> one.event().event().equals(event));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time to wait").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void anEngineThatComesLaterIsReadFromThenOn() throws InterruptedException {
    engine.machine().goAway();
    try (EventKeeper keeper = started()) {
      await(() -> keeper.trouble().filter(text -> text.contains("does not answer")).isPresent());
      engine.machine().comeBack();
      await(() -> keeper.trouble().isEmpty());

      InstanceId id = engine.machine().plantForeign("old", "api:1");
      await(() -> isOnRecord(id, "start"));
      assertThat(woken.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatHappensWhileTheDatabaseIsAwayIsEnteredWhenItIsBack() {
    try (EventKeeper keeper = started()) {
      await(() -> keeper.trouble().isEmpty());
      databaseAway = true;
      InstanceId id = engine.machine().plantForeign("old", "api:1");
      await(() -> keeper.trouble().isPresent());
      engine.machine().end(id, 1);
      databaseAway = false;

      await(() -> isOnRecord(id, "stop"));
      assertThat(isOnRecord(id, "start")).isTrue();
      await(() -> keeper.trouble().isEmpty());
    }
  }

  @Test
  void anEngineThatGoesAwayInTheMiddleIsGoneOnWith() {
    try (EventKeeper keeper = started()) {
      await(() -> keeper.trouble().isEmpty());
      InstanceId id = engine.machine().plantForeign("old", "api:1");
      await(() -> isOnRecord(id, "start"));
      engine.machine().goAway();
      await(() -> keeper.trouble().isPresent());
      engine.machine().end(id, 1);
      engine.machine().comeBack();

      await(() -> isOnRecord(id, "stop"));
    }
  }
}
