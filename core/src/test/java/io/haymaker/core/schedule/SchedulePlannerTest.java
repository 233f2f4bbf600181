package io.haymaker.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of the due times that have come. */
class SchedulePlannerTest {
  private static final String NINE = "0 9 * * *";
  private static final String TEN = "0 10 * * *";

  @Test
  void aScheduleThatIsNewCountsFromNowOn() {
    SchedulePlan plan = new Plan().unseen("a", NINE).at("2026-05-02T09:00:30Z", false);
    assertThat(Plan.lines(plan)).containsExactly("begin a");
    assertThat(plan.nextDue()).contains(Instant.parse("2026-05-03T09:00:00Z"));
  }

  @Test
  void soDoesOneWhoseTimetableWasChanged() {
    SchedulePlan plan =
        new Plan().changed("a", NINE, "2026-05-01T09:00:00Z").at("2026-05-02T09:00:30Z", false);
    assertThat(Plan.lines(plan)).containsExactly("begin a");
  }

  @Test
  void nothingIsDoneBeforeItsTime() {
    SchedulePlan plan =
        new Plan().seen("a", NINE, "2026-05-01T09:00:00Z").at("2026-05-02T08:59:59Z", false);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.nextDue()).contains(Instant.parse("2026-05-02T09:00:00Z"));
  }

  @Test
  void aRunIsBegunWhenItIsDue() {
    SchedulePlan plan =
        new Plan().seen("a", NINE, "2026-05-01T09:00:00Z").at("2026-05-02T09:00:00Z", false);
    assertThat(Plan.lines(plan)).containsExactly("STARTED a 2026-05-02T09:00:00Z");
    assertThat(plan.nextDue()).contains(Instant.parse("2026-05-03T09:00:00Z"));
  }

  @Test
  void whatWasDecidedIsNotDecidedAgain() {
    SchedulePlan plan =
        new Plan().seen("a", NINE, "2026-05-02T09:00:00Z").at("2026-05-02T09:00:01Z", false);
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void whileARunIsOnItsWayNoOtherIsBegun() {
    SchedulePlan plan =
        new Plan().seen("a", NINE, "2026-05-01T09:00:00Z").at("2026-05-02T09:00:00Z", true);
    assertThat(Plan.lines(plan)).containsExactly("SKIPPED_OVERLAP a 2026-05-02T09:00:00Z");
  }

  @Test
  void unlessItMayOverlap() {
    SchedulePlan plan =
        new Plan().overlapping("a", NINE, "2026-05-01T09:00:00Z").at("2026-05-02T09:00:00Z", true);
    assertThat(Plan.lines(plan)).containsExactly("STARTED a 2026-05-02T09:00:00Z");
  }

  @Test
  void ofTwoThatAreDueTogetherTheFirstDeclaredIsBegun() {
    SchedulePlan plan =
        new Plan()
            .seen("b", NINE, "2026-05-01T09:00:00Z")
            .seen("a", NINE, "2026-05-01T09:00:00Z")
            .at("2026-05-02T09:00:00Z", false);
    assertThat(Plan.lines(plan))
        .containsExactly(
            "STARTED b 2026-05-02T09:00:00Z", "SKIPPED_OVERLAP a 2026-05-02T09:00:00Z");
  }

  @Test
  void aFewMinutesLateIsOnTime() {
    Plan plan = new Plan().seen("a", NINE, "2026-05-01T09:00:00Z");
    assertThat(Plan.lines(plan.at("2026-05-02T09:05:00Z", false)))
        .containsExactly("STARTED a 2026-05-02T09:00:00Z");
    assertThat(Plan.lines(plan.at("2026-05-02T09:05:01Z", false)))
        .containsExactly("CAUGHT_UP a 2026-05-02T09:00:00Z");
  }

  @Test
  void afterDaysDownTheLatestDueTimeAloneIsCaughtUpOn() {
    SchedulePlan plan =
        new Plan()
            .seen("a", NINE, "2026-05-01T09:00:00Z")
            .seen("b", TEN, "2026-05-01T10:00:00Z")
            .at("2026-05-08T12:00:00Z", false);
    assertThat(Plan.lines(plan))
        .containsExactly(
            "CAUGHT_UP b 2026-05-08T10:00:00Z", "SKIPPED_MISSED a 2026-05-08T09:00:00Z");
  }

  @Test
  void nothingIsCaughtUpOnWhileARunIsOnItsWay() {
    SchedulePlan plan =
        new Plan()
            .seen("a", NINE, "2026-05-01T09:00:00Z")
            .seen("b", TEN, "2026-05-01T10:00:00Z")
            .at("2026-05-08T12:00:00Z", true);
    assertThat(Plan.lines(plan))
        .containsExactly(
            "SKIPPED_OVERLAP b 2026-05-08T10:00:00Z", "SKIPPED_MISSED a 2026-05-08T09:00:00Z");
  }

  @Test
  void whatIsDueNowComesBeforeWhatWasMissed() {
    SchedulePlan plan =
        new Plan()
            .seen("a", NINE, "2026-05-01T09:00:00Z")
            .seen("b", TEN, "2026-05-01T10:00:00Z")
            .at("2026-05-08T10:01:00Z", false);
    assertThat(Plan.lines(plan))
        .containsExactly(
            "STARTED b 2026-05-08T10:00:00Z", "SKIPPED_OVERLAP a 2026-05-08T09:00:00Z");
  }

  @Test
  void evenSchedulesThatMayOverlapCatchUpOnOneRunInAll() {
    SchedulePlan plan =
        new Plan()
            .overlapping("a", NINE, "2026-05-01T09:00:00Z")
            .overlapping("b", TEN, "2026-05-01T10:00:00Z")
            .at("2026-05-08T12:00:00Z", false);
    assertThat(Plan.lines(plan))
        .containsExactly(
            "CAUGHT_UP b 2026-05-08T10:00:00Z", "SKIPPED_MISSED a 2026-05-08T09:00:00Z");
  }

  @Test
  void thePausedAreSkippedAndDoNotStandInTheWay() {
    SchedulePlan plan =
        new Plan()
            .paused("a", NINE, "2026-05-01T09:00:00Z")
            .seen("b", NINE, "2026-05-01T09:00:00Z")
            .at("2026-05-02T09:00:00Z", false);
    assertThat(Plan.lines(plan))
        .containsExactly("SKIPPED_PAUSED a 2026-05-02T09:00:00Z", "STARTED b 2026-05-02T09:00:00Z");
  }

  @Test
  void theNextTimeIsNotThatOfAPausedSchedule() {
    SchedulePlan plan =
        new Plan()
            .paused("a", NINE, "2026-05-02T09:00:00Z")
            .seen("b", TEN, "2026-05-01T10:00:00Z")
            .at("2026-05-02T08:00:00Z", false);
    assertThat(plan.nextDue()).contains(Instant.parse("2026-05-02T10:00:00Z"));
  }

  @Test
  void aClockThatWasSetBackBringsNothingBack() {
    SchedulePlan plan =
        new Plan().seen("a", NINE, "2026-05-02T09:00:00Z").at("2026-05-02T08:30:00Z", false);
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void withoutSchedulesNothingIsEverDue() {
    SchedulePlan plan = new Plan().at("2026-05-02T08:30:00Z", false);
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.nextDue()).isEmpty();
  }
}
