package io.haymaker.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the clocks are changed, every time on the wall is due once. */
class TimetableTest {
  private static Timetable of(String cron, String zone) {
    return new Timetable(Cron.of(cron), ZoneId.of(zone));
  }

  private static List<String> next(String cron, String zone, String after, int count) {
    return of(cron, zone).next(Instant.parse(after), count).stream()
        .map(Instant::toString)
        .toList();
  }

  @Test
  void theHourOnTheWallStaysTheSameOverTheChanges() {
    assertThat(next("0 9 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 2))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z");
    assertThat(next("0 9 * * *", "Europe/Berlin", "2026-10-24T00:00:00Z", 2))
        .containsExactly("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z");
    assertThat(next("0 9 * * *", "America/New_York", "2026-03-07T00:00:00Z", 2))
        .containsExactly("2026-03-07T14:00:00Z", "2026-03-08T13:00:00Z");
    assertThat(next("0 9 * * *", "America/New_York", "2026-10-31T00:00:00Z", 2))
        .containsExactly("2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z");
  }

  @Test
  void zonesWithoutChangesHaveDaysOfTwentyFourHours() {
    assertThat(next("0 9 * * *", "Asia/Singapore", "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
    assertThat(next("0 9 * * *", "Asia/Kolkata", "2026-03-28T00:00:00Z", 1))
        .containsExactly("2026-03-28T03:30:00Z");
  }

  @Test
  void aTimeThatTheClocksJumpOverIsDueAtTheJump() {
    // In Berlin 02:00 to 03:00 is left out on 29 March, at 01:00 UTC.
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    // In New York 02:00 to 03:00 on 8 March, at 07:00 UTC.
    assertThat(next("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", 2))
        .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z");
  }

  @Test
  void aMidnightThatTheClocksJumpOverIsDueAtTheJump() {
    // In Beirut 00:00 to 01:00 is left out on 29 March.
    assertThat(next("0 0 * * *", "Asia/Beirut", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z");
  }

  @Test
  void timesThatFallTogetherAtAJumpAreOne() {
    assertThat(next("*/20 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", 4))
        .containsExactly(
            "2026-03-29T00:40:00Z",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:20:00Z",
            "2026-03-29T01:40:00Z");
    assertThat(next("0 * * * *", "Europe/Berlin", "2026-03-28T23:30:00Z", 3))
        .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
  }

  @Test
  void aTimeThatComesTwiceIsDueWhenItComesFirst() {
    // In Berlin 02:00 to 03:00 comes twice on 25 October, from 00:00 and from 01:00 UTC.
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    // In New York 01:00 to 02:00 on 1 November, from 05:00 and from 06:00 UTC.
    assertThat(next("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", 2))
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
  }

  @Test
  void nothingIsDueInTheHourThatComesAgain() {
    assertThat(next("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:10:00Z", 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z");
    Timetable halfHours = of("*/30 * * * *", "Europe/Berlin");
    assertThat(halfHours.upTo(Instant.parse("2026-10-25T01:10:00Z")))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(halfHours.after(Instant.parse("2026-10-25T01:10:00Z")))
        .contains(Instant.parse("2026-10-25T02:00:00Z"));
  }

  @Test
  void changesOfHalfAnHourAndOfAWholeDayAreTheSame() {
    // Lord Howe goes from 02:00 to 02:30 on 4 October.
    assertThat(next("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00:00Z", 2))
        .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
    // Samoa had no 30 December 2011.
    assertThat(next("0 9 * * *", "Pacific/Apia", "2011-12-29T12:00:00Z", 3))
        .containsExactly("2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z");
  }

  @Test
  void theLatestDueTimeMayBeThisVeryMoment() {
    Timetable daily = of("0 9 * * *", "Europe/Berlin");
    Instant nine = Instant.parse("2026-03-29T07:00:00Z");
    assertThat(daily.upTo(nine)).contains(nine);
    assertThat(daily.upTo(nine.minusNanos(1))).contains(Instant.parse("2026-03-28T08:00:00Z"));
    assertThat(daily.after(nine)).contains(Instant.parse("2026-03-30T07:00:00Z"));
  }

  @Test
  void itsTextTellsItFromOthers() {
    assertThat(of("0 9 * * *", "Europe/Berlin").text()).isEqualTo("0 9 * * * Europe/Berlin");
  }
}
