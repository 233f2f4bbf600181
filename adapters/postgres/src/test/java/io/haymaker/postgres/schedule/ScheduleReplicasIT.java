package io.haymaker.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.core.scenario.Selection;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Cron;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleBooks;
import io.haymaker.core.schedule.ScheduleName;
import io.haymaker.core.schedule.ScheduleReconciler;
import io.haymaker.core.schedule.Timetable;
import io.haymaker.core.schedule.Trigger;
import io.haymaker.core.schedule.Verdict;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.TestServer;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.WorkSettings;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas with the same schedules on one database. */
final class ScheduleReplicasIT {
  private static final Instant BEGIN = Instant.parse("2026-05-01T08:00:00Z");

  private final MovableClock clock = new MovableClock(BEGIN);
  private final List<Schedule> schedules =
      List.of(schedule("nine", "0 9 * * *"), schedule("also-nine", "0 9 * * *"));
  private PostgresStore one;
  private PostgresStore other;

  @BeforeEach
  void open() {
    DatabaseAddress database = TestServer.database(ScheduleReplicasIT.class);
    one = PostgresStore.open(database, clock);
    other = PostgresStore.open(database, clock);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static Schedule schedule(String name, String cron) {
    return new Schedule(
        new ScheduleName(name),
        new Timetable(Cron.of(cron), ZoneId.of("UTC")),
        new Selection.Sized(SimulationSize.SMALL),
        Duration.ofHours(2),
        false);
  }

  private ScheduleReconciler keeper(PostgresStore store) {
    var books =
        new RunBooks(
            store.transactions(),
            store.runs(),
            store.ledger(),
            store.journal(),
            store.reports(),
            store.work(),
            store.alerts());
    return new ScheduleReconciler(
        schedules,
        new ScheduleBooks(books, store.schedules(), new RunService(books, clock)),
        new Random(1),
        clock);
  }

  private List<Trigger> triggers() {
    return one.schedules().decidedAfter(BEGIN.minusSeconds(1));
  }

  /** Not one after the other, as the queue has it, but at the same moment, as after a stall. */
  @Test
  void looksAtTheSameMomentBeginEachRunOnceAndNoneBesideAnother() throws Exception {
    ScheduleReconciler first = keeper(one);
    ScheduleReconciler second = keeper(other);
    first.look();
    second.look();
    for (int day = 0; day < 20; day++) {
      clock.set(BEGIN.plus(Duration.ofDays(day)).plus(Duration.ofHours(1)));
      together(first::look, second::look, first::look, second::look);

      List<Run> unfinished = one.runs().unfinished();
      assertThat(unfinished).hasSize(1);
      assertThat(one.runs().newest(100)).hasSize(day + 1);
      assertThat(triggers()).hasSize(2 * (day + 1));
      Run reported = unfinished.getFirst().movedTo(Phase.REPORTING, clock.instant());
      Run stored = one.runs().update(reported);
      one.runs().update(stored.movedTo(Phase.COMPLETED, clock.instant()));
    }
    assertThat(triggers())
        .filteredOn(trigger -> trigger.verdict() == Verdict.STARTED)
        .hasSize(20)
        .extracting(Trigger::run)
        .doesNotHaveDuplicates();
  }

  private static void together(Callable<?>... calls) throws Exception {
    var barrier = new CyclicBarrier(calls.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          java.util.Arrays.stream(calls)
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            barrier.await(20, TimeUnit.SECONDS);
                            return call.call();
                          }))
              .toList();
      for (var future : running) {
        future.get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void theKeeperBeginsWhatIsDueByItself() throws Exception {
    try (ChoreWorkers _ = one.startChores(List.of(keeper(one)), WorkSettings.DEFAULT);
        ChoreWorkers _ = other.startChores(List.of(keeper(other)), WorkSettings.DEFAULT)) {
      awaitRecords();
      clock.set(Instant.parse("2026-05-01T09:00:10Z"));
      var never = new LinkedBlockingQueue<String>();
      for (int i = 0; i < 200 && triggers().size() < 2; i++) {
        assertThat(never.poll(50, TimeUnit.MILLISECONDS)).isNull();
      }
    }
    assertThat(triggers())
        .extracting(Trigger::verdict)
        .containsExactlyInAnyOrder(Verdict.STARTED, Verdict.SKIPPED_OVERLAP);
    assertThat(one.runs().newest(10)).hasSize(1);
  }

  private void awaitRecords() throws InterruptedException {
    var never = new LinkedBlockingQueue<String>();
    for (int i = 0; i < 200 && one.schedules().records().size() < 2; i++) {
      assertThat(never.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }
  }
}
