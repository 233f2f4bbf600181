package io.haymaker.testkit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.ownership.RunId;
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
import io.haymaker.core.schedule.ScheduleRecord;
import io.haymaker.core.schedule.ScheduleService;
import io.haymaker.core.schedule.Timetable;
import io.haymaker.core.schedule.Trigger;
import io.haymaker.core.schedule.Verdict;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pausing, resuming, starting by hand, and what the keeper of the schedules makes of it. */
class ScheduleServiceTest {
  private final InMemoryStore store = new InMemoryStore();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T00:00:00Z"));
  private final Schedule nine = schedule("nine", "0 9 * * *", false);
  private final ScheduleBooks books = books();
  private final ScheduleService people = new ScheduleService(books, new Random(1), clock);

  private ScheduleBooks books() {
    var all =
        new RunBooks(
            store.transactions(),
            store.runs(),
            store.ledger(),
            store.journal(),
            store.reports(),
            store.work(),
            store.alerts());
    return new ScheduleBooks(all, store.schedules(), new RunService(all, clock));
  }

  private static Schedule schedule(String name, String cron, boolean mayOverlap) {
    return new Schedule(
        new ScheduleName(name),
        new Timetable(Cron.of(cron), ZoneId.of("UTC")),
        new Selection.Sized(SimulationSize.MEDIUM),
        Duration.ofHours(2),
        mayOverlap);
  }

  private Instant lookAt(String time, Schedule... schedules) {
    clock.set(Instant.parse(time));
    return new ScheduleReconciler(List.of(schedules), books, new Random(2), clock).look();
  }

  private ScheduleRecord record() {
    return Optional.ofNullable(store.schedules().records().get(nine.name())).orElseThrow();
  }

  private List<Trigger> triggers() {
    return store.schedules().decidedAfter(Instant.EPOCH);
  }

  private void endRuns() {
    for (Run run : store.runs().unfinished()) {
      Run reported = run.movedTo(Phase.REPORTING, clock.instant());
      store.runs().update(reported.movedTo(Phase.COMPLETED, clock.instant()));
    }
  }

  private RunId startedNow(Schedule schedule) {
    return ((ScheduleService.Start.Started) people.startNow(schedule)).run();
  }

  @Test
  void aRunIsEnteredWithItsOptionsItsReasonAndALookAtIt() {
    lookAt("2026-05-01T08:00:00Z", nine);
    assertThat(lookAt("2026-05-01T09:00:00Z", nine))
        .isEqualTo(Instant.parse("2026-05-01T09:00:30Z"));

    Run run = store.runs().newest(1).getFirst();
    assertThat(run.options().selection()).isEqualTo(nine.selection());
    assertThat(run.options().duration()).isEqualTo(Duration.ofHours(2));
    assertThat(run.options().leaveBehind()).isZero();
    assertThat(store.work().nextLook(run.id())).contains(clock.instant());
    assertThat(store.journal().ofRun(run.id(), 0, 10))
        .extracting(numbered -> numbered.entry().message())
        .contains("schedule nine, due 2026-05-01T09:00:00Z, started");
    assertThat(record().lastRun()).contains(run.id());
  }

  @Test
  void theNextLookIsAtTheNextDueTimeOrSoon() {
    lookAt("2026-05-01T08:00:00Z", nine);
    assertThat(lookAt("2026-05-01T08:59:50Z", nine))
        .isEqualTo(Instant.parse("2026-05-01T09:00:00Z"));
    assertThat(lookAt("2026-05-01T08:59:51Z")).isEqualTo(Instant.parse("2026-05-01T09:00:21Z"));
  }

  @Test
  void whatIsPausedIsPassedOverAndNotCaughtUpOn() {
    lookAt("2026-05-01T08:00:00Z", nine);
    people.pause(nine);
    people.pause(nine);
    lookAt("2026-05-01T09:00:00Z", nine);
    clock.set(Instant.parse("2026-05-04T12:00:00Z"));
    people.resume(nine);
    people.resume(nine);
    lookAt("2026-05-04T12:00:01Z", nine);
    assertThat(store.runs().newest(10)).isEmpty();
    assertThat(triggers()).extracting(Trigger::verdict).containsExactly(Verdict.SKIPPED_PAUSED);

    lookAt("2026-05-05T09:00:00Z", nine);
    assertThat(store.runs().newest(10)).hasSize(1);
  }

  @Test
  void resumingWhatIsNotPausedForgivesNothing() {
    lookAt("2026-05-01T08:00:00Z", nine);
    clock.set(Instant.parse("2026-05-01T12:00:00Z"));
    people.resume(nine);
    lookAt("2026-05-01T12:00:01Z", nine);
    assertThat(triggers()).extracting(Trigger::verdict).containsExactly(Verdict.CAUGHT_UP);
  }

  @Test
  void aScheduleCanBePausedBeforeAnybodySawIt() {
    people.pause(nine);
    lookAt("2026-05-01T09:00:00Z", nine);
    assertThat(triggers()).extracting(Trigger::verdict).containsExactly(Verdict.SKIPPED_PAUSED);
  }

  @Test
  void aChangeOfItsTimetableKeepsItPaused() {
    lookAt("2026-05-01T08:00:00Z", nine);
    people.pause(nine);
    Schedule ten = schedule("nine", "0 10 * * *", false);
    lookAt("2026-05-01T11:00:00Z", ten);
    lookAt("2026-05-02T10:00:00Z", ten);
    assertThat(triggers()).extracting(Trigger::verdict).containsExactly(Verdict.SKIPPED_PAUSED);
  }

  @Test
  void aRunStartedByHandIsOneMoreAndChangesNoDueTime() {
    lookAt("2026-05-01T08:00:00Z", nine);
    RunId byHand = startedNow(nine);
    assertThat(store.work().nextLook(byHand)).contains(clock.instant());
    assertThat(record().lastRun()).contains(byHand);
    endRuns();
    lookAt("2026-05-01T09:00:00Z", nine);
    assertThat(triggers())
        .extracting(Trigger::verdict)
        .containsExactly(Verdict.BY_HAND, Verdict.STARTED);
  }

  @Test
  void aPausedScheduleCanBeStartedByHandAndStaysPaused() {
    people.pause(nine);
    startedNow(nine);
    assertThat(record().paused()).isTrue();
  }

  @Test
  void byHandNothingOverlapsEitherUnlessThatIsAllowed() {
    RunId first = startedNow(nine);
    assertThat(people.startNow(nine)).isEqualTo(new ScheduleService.Start.Busy(first));
    assertThat(store.runs().newest(10)).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    startedNow(schedule("other", "0 9 * * *", true));
    assertThat(store.runs().newest(10)).hasSize(2);
  }

  @Test
  void aDueTimeIsDecidedOnceEvenWhenClockAndTimetableGoToAndFro() {
    Schedule ten = schedule("nine", "0 10 * * *", false);
    lookAt("2026-05-01T08:00:00Z", nine);
    lookAt("2026-05-01T09:00:00Z", nine);
    endRuns();
    lookAt("2026-05-01T08:30:00Z", ten);
    lookAt("2026-05-01T08:31:00Z", nine);
    lookAt("2026-05-01T09:00:00Z", nine);
    assertThat(store.runs().newest(10)).hasSize(1);
    assertThat(lookAt("2026-05-01T09:00:01Z", nine)).isAfter(clock.instant());
    assertThat(triggers()).hasSize(1);
  }
}
