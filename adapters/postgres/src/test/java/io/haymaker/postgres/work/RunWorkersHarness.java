package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.RunHandler;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** Workers on a queue that each test finds empty, and the means to wait for what they do. */
abstract class RunWorkersHarness {
  static final DatabaseAddress DATABASE = TestServer.database(RunWorkersHarness.class);
  static final PostgresStore STORE = PostgresStore.open(DATABASE, Clock.systemUTC());

  final RunId run = RunId.random();
  final BlockingQueue<RunId> looks = new LinkedBlockingQueue<>();
  final List<RunWorkers> started = new ArrayList<>();

  @AfterEach
  void stop() throws SQLException {
    started.forEach(RunWorkers::close);
    new QueueReader(DATABASE).clear();
  }

  void start(RunHandler handler) {
    started.add(STORE.startWorkers(handler, QuickWork.SETTINGS));
  }

  void wakeNow() {
    STORE.work().wake(run, Clock.systemUTC().instant());
  }

  void assertLook() throws InterruptedException {
    assertThat(looks.poll(20, TimeUnit.SECONDS)).isEqualTo(run);
  }

  void assertNoLookWithin(long millis) throws InterruptedException {
    assertThat(looks.poll(millis, TimeUnit.MILLISECONDS)).isNull();
  }

  Optional<Instant> nextLook() {
    return new QueueReader(DATABASE).nextLook(run);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Long enough for another worker to come in between, if it could. */
  static void linger() {
    try {
      assertThat(new CountDownLatch(1).await(3, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Looks again and again, for the database tells nobody when a row changes. */
  static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
