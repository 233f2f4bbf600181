package io.haymaker.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.schedule.SchedulePlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is declared, recorded and going on. */
class SchedulePlannerPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");

  private record One(
      String cron, boolean mayOverlap, boolean known, boolean paused, int hoursAgo) {}

  @Provide
  Arbitrary<ScheduleSnapshot> snapshots() {
    Arbitrary<One> one =
        Combinators.combine(
                Arbitraries.of("0 9 * * *", "0 * * * *", "*/7 * * * *", "* * * * *", "0 0 1 * *"),
                Arbitraries.of(true, false),
                Arbitraries.of(true, true, true, false),
                Arbitraries.of(true, false, false, false),
                Arbitraries.integers().between(-2, 100))
            .as(One::new);
    return Combinators.combine(
            one.list().ofMaxSize(6),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 200_000))
        .as(SchedulePlannerPropertyTest::snapshot);
  }

  private static ScheduleSnapshot snapshot(List<One> all, boolean busy, int seconds) {
    Instant now = BEGIN.plusSeconds(seconds);
    List<Schedule> schedules =
        IntStream.range(0, all.size())
            .mapToObj(i -> Plan.schedule("s" + i, all.get(i).cron(), all.get(i).mayOverlap()))
            .toList();
    Map<ScheduleName, ScheduleRecord> records = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      One one = all.get(i);
      if (one.known()) {
        Schedule schedule = schedules.get(i);
        records.put(
            schedule.name(),
            new ScheduleRecord(
                schedule.name(),
                schedule.timetable().text(),
                one.paused(),
                now.minus(Duration.ofHours(one.hoursAgo())),
                Optional.empty()));
      }
    }
    return new ScheduleSnapshot(schedules, records, busy, now);
  }

  private static List<Step.Decide> decisions(ScheduleSnapshot snapshot) {
    return SchedulePlanner.plan(snapshot).steps().stream()
        .filter(Step.Decide.class::isInstance)
        .map(Step.Decide.class::cast)
        .toList();
  }

  @Property(tries = 500)
  void runsOverlapOnlyWhereThatIsAllowed(@ForAll("snapshots") ScheduleSnapshot snapshot) {
    boolean busy = snapshot.busy();
    for (Step.Decide decision : decisions(snapshot)) {
      if (decision.verdict().isStart()) {
        assertThat(busy && !decision.schedule().mayOverlap()).isFalse();
        busy = true;
      }
    }
  }

  @Property(tries = 500)
  void atMostOneRunIsCaughtUpOnAndItIsTheLatestMissed(
      @ForAll("snapshots") ScheduleSnapshot snapshot) {
    List<Step.Decide> caughtUp =
        decisions(snapshot).stream()
            .filter(decision -> decision.verdict() == Verdict.CAUGHT_UP)
            .toList();
    assertThat(caughtUp.size()).isLessThanOrEqualTo(1);
    for (Step.Decide latest : caughtUp) {
      assertThat(decisions(snapshot))
          .filteredOn(decision -> decision.verdict() == Verdict.SKIPPED_MISSED)
          .allSatisfy(other -> assertThat(other.dueAt()).isBeforeOrEqualTo(latest.dueAt()));
    }
  }

  @Property(tries = 500)
  void everyScheduleGetsOneStepAtMostAndOnlyForATimeThatHasCome(
      @ForAll("snapshots") ScheduleSnapshot snapshot) {
    assertThat(SchedulePlanner.plan(snapshot).steps())
        .extracting(Step::schedule)
        .doesNotHaveDuplicates();
    assertThat(decisions(snapshot))
        .allSatisfy(
            decision -> {
              ScheduleRecord record = snapshot.records().get(decision.schedule().name());
              assertThat(record).isNotNull();
              assertThat(decision.dueAt()).isAfter(record.considered());
              assertThat(decision.dueAt()).isBeforeOrEqualTo(snapshot.now());
              assertThat(record.paused()).isEqualTo(decision.verdict() == Verdict.SKIPPED_PAUSED);
            });
  }

  @Property(tries = 500)
  void onceCarriedOutNothingIsLeftToDo(@ForAll("snapshots") ScheduleSnapshot snapshot) {
    var records = new HashMap<>(snapshot.records());
    for (Step step : SchedulePlanner.plan(snapshot).steps()) {
      switch (step) {
        case Step.Begin(Schedule schedule) ->
            records.put(schedule.name(), ScheduleRecord.begun(schedule, snapshot.now()));
        case Step.Decide(Schedule schedule, Instant due, Verdict _) ->
            records.computeIfPresent(schedule.name(), (_, old) -> old.consideredUpTo(due));
      }
    }
    var after =
        new ScheduleSnapshot(snapshot.schedules(), records, snapshot.busy(), snapshot.now());
    assertThat(SchedulePlanner.plan(after).steps()).isEmpty();
  }

  @Property(tries = 500)
  void aRunThatIsDueAndFreeToBeginIsBegun(@ForAll("snapshots") ScheduleSnapshot snapshot) {
    List<Step.Decide> wanted =
        decisions(snapshot).stream()
            .filter(decision -> decision.verdict() != Verdict.SKIPPED_PAUSED)
            .toList();
    boolean started = wanted.stream().anyMatch(decision -> decision.verdict().isStart());
    assertThat(started || snapshot.busy() || wanted.isEmpty()).isTrue();
  }

  @Property(tries = 500)
  void theNextTimeIsAhead(@ForAll("snapshots") ScheduleSnapshot snapshot) {
    assertThat(SchedulePlanner.plan(snapshot).nextDue())
        .satisfies(next -> next.ifPresent(time -> assertThat(time).isAfter(snapshot.now())));
  }
}
