package io.haymaker.postgres.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.replica.DesiredImage;
import io.haymaker.core.replica.LimitTexts;
import io.haymaker.core.replica.MoreRequest;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.replica.Reply;
import io.haymaker.core.replica.Started;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.postgres.work.WorkSettings;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Two processes on one database and one engine: what is wanted runs, once each. */
final class ReplicaRaceIT {
  private static final String IMAGE = "acme/web:1";
  private static final Clock CLOCK = Clock.systemUTC();
  private final FakeEngine engine = new FakeEngine(CLOCK);

  private Replicas process(PostgresStore store) {
    var books =
        new ReplicaBooks(
            store.transactions(), store.replicas(), store.loads(), store.journal(), store.chores());
    return new Replicas(
        books,
        new ReplicaWorld(
            store.installation().id(), engine, ReplicaSettings.DEFAULT, CLOCK, _ -> {}));
  }

  private static Started more(Replicas process) {
    Reply<Started> reply =
        process
            .service()
            .startMore(
                new MoreRequest(
                    IMAGE,
                    OptionalInt.of(1),
                    LimitTexts.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return ((Reply.Done<Started>) reply).value();
  }

  private List<Instance> present() {
    return engine.machine().present();
  }

  @Test
  void whatManyAskForAtOnceOfTwoProcessesRunsOnceEach() throws Exception {
    engine.machine().has(IMAGE, Program.runs());
    DatabaseAddress database = TestServer.database(ReplicaRaceIT.class);
    try (PostgresStore first = PostgresStore.open(database, CLOCK);
        PostgresStore second = PostgresStore.open(database, CLOCK)) {
      List<Replicas> processes = List.of(process(first), process(second));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = new ArrayList<Future<?>>();
        for (int i = 0; i < 12; i++) {
          Replicas process = processes.get(i % 2);
          calls.add(threads.submit(() -> more(process)));
          calls.add(threads.submit(() -> process.reconciler().look()));
        }
        for (Future<?> call : calls) {
          call.get(2, TimeUnit.MINUTES);
        }
      }
      processes.getFirst().reconciler().look();
      assertThat(first.replicas().image(IMAGE).map(DesiredImage::count)).contains(12);
      assertThat(present()).hasSize(12).allMatch(Instance::isRunning);
      assertThat(present()).extracting(Instance::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void workersReplaceWhatVanishesWithoutBeingTold() throws Exception {
    engine.machine().has(IMAGE, Program.runs());
    DatabaseAddress database = TestServer.database(ReplicaRaceIT.class);
    try (PostgresStore first = PostgresStore.open(database, CLOCK);
        PostgresStore second = PostgresStore.open(database, CLOCK)) {
      Replicas one = process(first);
      Replicas other = process(second);
      try (AutoCloseable _ = first.startChores(List.of(one.reconciler()), WorkSettings.DEFAULT);
          AutoCloseable _ = second.startChores(List.of(other.reconciler()), WorkSettings.DEFAULT)) {
        more(one);
        more(other);
        present().forEach(instance -> engine.machine().vanish(instance.id()));
        Instant end = CLOCK.instant().plus(Duration.ofMinutes(3));
        while (present().size() != 2) {
          assertThat(CLOCK.instant()).as("replaced").isBefore(end);
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(present()).allMatch(Instance::isRunning);
      }
    }
  }
}
