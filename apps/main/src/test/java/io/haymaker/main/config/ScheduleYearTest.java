package io.haymaker.main.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.core.schedule.ScheduleBooks;
import io.haymaker.core.schedule.ScheduleReconciler;
import io.haymaker.core.schedule.Trigger;
import io.haymaker.core.schedule.Verdict;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A year of the regional schedules, with both changes of the clocks, in virtual time. */
class ScheduleYearTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  private final InMemoryStore store = new InMemoryStore();
  private final MovableClock clock = new MovableClock(BEGIN);
  private final List<Schedule> schedules =
      ConfigReader.schedules(Map.of()).stream()
          .map(line -> line.on(SimulationSize.SMALL, Duration.ofHours(8)))
          .toList();
  private final RunBooks books =
      new RunBooks(
          store.transactions(),
          store.runs(),
          store.ledger(),
          store.journal(),
          store.reports(),
          store.work(),
          store.alerts());
  private ScheduleReconciler keeper = keeper();

  private ScheduleReconciler keeper() {
    return new ScheduleReconciler(
        schedules,
        new ScheduleBooks(books, store.schedules(), new RunService(books, clock)),
        new Random(1),
        clock);
  }

  /** Ends the runs that have lasted so long. */
  private void endRuns(Duration length) {
    for (Run run : store.runs().unfinished()) {
      Instant over = run.startedAt().plus(length);
      if (!over.isAfter(clock.instant())) {
        Run reported = run.movedTo(Phase.REPORTING, over);
        store.runs().update(reported.movedTo(Phase.COMPLETED, over));
      }
    }
  }

  /** Looks whenever something is due or a run ends, as the chore would at the latest. */
  private void keepTo(Duration length, Instant until) {
    keeper.look();
    while (clock.instant().isBefore(until)) {
      var next = new TreeSet<Instant>();
      next.add(until);
      schedules.forEach(one -> one.timetable().after(clock.instant()).ifPresent(next::add));
      store.runs().unfinished().forEach(run -> next.add(run.startedAt().plus(length)));
      clock.set(next.first());
      endRuns(length);
      keeper.look();
    }
  }

  private List<Trigger> triggers() {
    return store.schedules().decidedAfter(BEGIN.minusSeconds(1));
  }

  private List<Run> runs() {
    return store.runs().newest(10_000).reversed();
  }

  private void assertNoOverlap(Duration length) {
    List<Run> runs = runs();
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).startedAt())
          .isAfterOrEqualTo(runs.get(i - 1).startedAt().plus(length));
    }
  }

  /** By another road than the cron library's: the hour on the wall, day by day. */
  private static Set<Instant> daily(String zone, int hour) {
    var times = new HashSet<Instant>();
    for (LocalDate day = LocalDate.of(2025, 12, 31); day.getYear() < 2028; day = day.plusDays(1)) {
      Instant time = day.atTime(LocalTime.of(hour, 0)).atZone(ZoneId.of(zone)).toInstant();
      if (time.isAfter(BEGIN) && !time.isAfter(END)) {
        times.add(time);
      }
    }
    return times;
  }

  @Test
  void everyScheduleBeginsItsRunEveryDayAtItsHour() {
    Duration length = Duration.ofHours(5);
    keepTo(length, END);

    Map<String, Set<Instant>> expected =
        Map.of(
            "asia", daily("Asia/Singapore", 9),
            "middle-east", daily("Asia/Dubai", 11),
            "europe", daily("Europe/Berlin", 14),
            "us", daily("America/New_York", 14));
    assertThat(triggers()).extracting(Trigger::verdict).containsOnly(Verdict.STARTED);
    expected.forEach(
        (name, times) -> {
          assertThat(times).hasSize(365);
          assertThat(triggers())
              .filteredOn(trigger -> trigger.schedule().value().equals(name))
              .extracting(Trigger::dueAt)
              .containsExactlyInAnyOrderElementsOf(times);
        });
    assertThat(runs()).hasSize(4 * 365);
    assertNoOverlap(length);
  }

  @Test
  void runsThatTakeTooLongCostTheNextOnesAndNeverOverlap() {
    Duration length = Duration.ofHours(9);
    keepTo(length, END);

    assertThat(triggers()).hasSize(4 * 365);
    assertThat(triggers())
        .extracting(Trigger::verdict)
        .containsOnly(Verdict.STARTED, Verdict.SKIPPED_OVERLAP);
    assertNoOverlap(length);
    List<Run> runs = runs();
    assertThat(triggers())
        .filteredOn(trigger -> trigger.verdict() == Verdict.SKIPPED_OVERLAP)
        .isNotEmpty()
        .allMatch(
            skipped -> runs.stream().anyMatch(run -> isOnItsWay(run, length, skipped.dueAt())));
  }

  private static boolean isOnItsWay(Run run, Duration length, Instant at) {
    return !run.startedAt().isAfter(at) && run.startedAt().plus(length).isAfter(at);
  }

  @Test
  void afterEachTimeDownOneRunIsCaughtUpOnAtMost() {
    Duration length = Duration.ofHours(4);
    var random = new Random(7);
    var downs = new ArrayList<Instant[]>();
    while (clock.instant().isBefore(END)) {
      keepTo(length, earlier(clock.instant().plus(hours(random, 10 * 24)), END));
      Instant from = clock.instant();
      // The process dies; its run goes on in the cloud, and is over when somebody looks again.
      clock.set(from.plus(hours(random, 5 * 24)));
      endRuns(length);
      keeper = keeper();
      keeper.look();
      downs.add(new Instant[] {from, clock.instant()});
    }

    assertThat(downs).hasSizeGreaterThan(30);
    assertNoOverlap(length);
    Set<Instant> caughtUp = new HashSet<>();
    for (Trigger trigger : triggers()) {
      switch (trigger.verdict()) {
        case CAUGHT_UP -> assertThat(caughtUp.add(trigger.decidedAt())).isTrue();
        case STARTED ->
            assertThat(Duration.between(trigger.dueAt(), trigger.decidedAt()))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
        case SKIPPED_OVERLAP, SKIPPED_MISSED -> {}
        case SKIPPED_PAUSED, BY_HAND -> assertThat(trigger).isNull();
      }
    }
    assertThat(caughtUp)
        .isNotEmpty()
        .allSatisfy(
            time -> assertThat(downs).anySatisfy(down -> assertThat(down[1]).isEqualTo(time)));
    for (Instant[] down : downs) {
      assertCaughtUpWherePossible(down[0], down[1], length);
    }
  }

  /** What was due in a time down of which nothing was left running began one run. */
  private void assertCaughtUpWherePossible(Instant from, Instant to, Duration length) {
    boolean missed =
        schedules.stream().anyMatch(one -> one.timetable().upTo(to).orElseThrow().isAfter(from));
    boolean free =
        runs().stream()
            .noneMatch(
                run -> run.startedAt().isBefore(to) && run.startedAt().plus(length).isAfter(to));
    long begun = runs().stream().filter(run -> run.startedAt().equals(to)).count();
    assertThat(begun).as("runs begun at %s", to).isEqualTo(missed && free ? 1 : 0);
  }

  private static Duration hours(Random random, int most) {
    return Duration.ofMinutes(random.nextInt(30, most * 60));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
