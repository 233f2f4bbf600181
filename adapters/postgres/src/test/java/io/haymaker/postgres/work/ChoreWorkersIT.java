package io.haymaker.postgres.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.chore.Chore;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers of two processes on the chores of one database. */
final class ChoreWorkersIT {
  private static final Instant BEGIN = Instant.parse("2026-05-01T08:00:00Z");
  private static final Duration PERIOD = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock(BEGIN);
  private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();
  private DatabaseAddress database;
  private PostgresStore one;
  private PostgresStore other;

  @BeforeEach
  void open() {
    database = TestServer.database(ChoreWorkersIT.class);
    one = PostgresStore.open(database, clock);
    other = PostgresStore.open(database, clock);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  /** A chore that tells who carried it out, and comes again an hour later. */
  private record Told(String name, String who, BlockingQueue<String> looks, MovableClock clock)
      implements Chore {
    @Override
    public Instant look() {
      looks.add(who);
      return clock.instant().plus(PERIOD);
    }
  }

  private ChoreWorkers workers(PostgresStore store, String chore, String who) {
    return store.startChores(List.of(new Told(chore, who, looks, clock)), WorkSettings.DEFAULT);
  }

  private void awaitLookBy(String who) throws InterruptedException {
    assertThat(looks.poll(60, TimeUnit.SECONDS)).isEqualTo(who);
  }

  @Test
  void aChoreIsCarriedOutByOneReplicaAndByTheOtherWhenThatIsGone() throws Exception {
    try (ChoreWorkers _ = workers(one, "c", "one")) {
      awaitLookBy("one");
    }
    try (ChoreWorkers _ = workers(other, "c", "other")) {
      awaitLookBy("other");
      clock.advance(Duration.ofMinutes(59));
      assertThat(looks.poll(700, TimeUnit.MILLISECONDS)).isNull();
      one.chores().wake("c", clock.instant());
      // The workers' wait between two polls goes by the clock as well.
      clock.advance(Duration.ofSeconds(1));
      awaitLookBy("other");
    }
  }

  @Test
  void aChoreThatWorkersWereNotGivenIsLeftAsItIsToThoseThatWere() throws Exception {
    one.chores().wake("theirs", BEGIN);
    try (ChoreWorkers _ = workers(one, "ours", "one")) {
      awaitLookBy("one");
      for (int i = 0; i < 5; i++) {
        one.chores().wake("ours", clock.instant());
        awaitLookBy("one");
      }
      assertThat(new QueueReader(database).nextLook(TaskKind.chore("theirs"), "theirs"))
          .contains(BEGIN);
      try (ChoreWorkers _ = workers(other, "theirs", "other")) {
        awaitLookBy("other");
      }
    }
  }

  @Test
  void howLateAChoreIsIsToldToThoseThatWereGivenIt() throws Exception {
    try (ChoreWorkers _ = workers(one, "c", "one")) {
      awaitLookBy("one");
    }
    assertThat(one.choreLags()).containsExactly(Map.entry("c", Duration.ZERO));
    clock.advance(PERIOD.plusMinutes(1));
    assertThat(one.choreLags()).containsExactly(Map.entry("c", Duration.ofMinutes(1)));
    assertThat(other.choreLags()).isEmpty();
  }
}
