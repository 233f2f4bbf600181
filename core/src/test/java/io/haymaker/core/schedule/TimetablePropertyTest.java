package io.haymaker.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In every zone, at every change of the clocks. */
class TimetablePropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Provide
  Arbitrary<Timetable> timetables() {
    Arbitrary<String> minutes = Arbitraries.of("0", "30", "*/20", "7,45", "5-50/15", "*");
    Arbitrary<String> hours = Arbitraries.of("*", "2", "1,2,3", "*/3", "0", "23", "0-4");
    Arbitrary<String> days =
        Arbitraries.of("* * *", "* * sun", "25-31 * *", "* 3,10 *", "1-8 * sun");
    Arbitrary<String> zones =
        Arbitraries.of(
            "Europe/Berlin",
            "America/New_York",
            "Asia/Beirut",
            "Asia/Singapore",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Africa/Casablanca",
            "Pacific/Chatham",
            "America/Havana",
            "UTC");
    return Combinators.combine(minutes, hours, days, zones)
        .as(
            (minute, hour, day, zone) ->
                new Timetable(Cron.of(minute + " " + hour + " " + day), ZoneId.of(zone)));
  }

  /** Half of them close to a change of the clocks. */
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any =
        Arbitraries.longs().between(0, Duration.ofDays(400).toSeconds()).map(BEGIN::plusSeconds);
    Arbitrary<Instant> close =
        Combinators.combine(
                Arbitraries.of(
                        "Europe/Berlin", "America/New_York", "Asia/Beirut", "Africa/Casablanca")
                    .map(zone -> ZoneId.of(zone).getRules()),
                any,
                Arbitraries.longs().between(-10_000, 10_000))
            .as((rules, from, off) -> rules.nextTransition(from).getInstant().plusSeconds(off));
    return Arbitraries.oneOf(any, close);
  }

  @Property(tries = 300)
  void dueTimesRiseAndAreNamedByTheExpression(
      @ForAll("timetables") Timetable timetable, @ForAll("instants") Instant from) {
    Instant before = from;
    for (Instant due : timetable.next(from, 30)) {
      assertThat(due).isAfter(before);
      LocalDateTime wall = LocalDateTime.ofInstant(due, timetable.zone());
      boolean named =
          timetable.cron().upTo(wall).filter(wall::equals).isPresent()
              || isRightAfterAJump(timetable.zone(), due);
      assertThat(named).as("%s at %s", timetable.text(), due).isTrue();
      before = due;
    }
  }

  private static boolean isRightAfterAJump(ZoneId zone, Instant instant) {
    var change = zone.getRules().previousTransition(instant.plusNanos(1));
    return change != null && change.isGap() && change.getInstant().equals(instant);
  }

  @Property(tries = 300)
  void lookingBackAndLookingAheadAgree(
      @ForAll("timetables") Timetable timetable, @ForAll("instants") Instant instant) {
    Instant last = timetable.upTo(instant).orElseThrow();
    Instant next = timetable.after(instant).orElseThrow();
    assertThat(last).isBeforeOrEqualTo(instant);
    assertThat(next).isAfter(instant);
    assertThat(timetable.after(last)).contains(next);
    assertThat(timetable.upTo(next.minusNanos(1))).contains(last);
    assertThat(timetable.upTo(next)).contains(next);
  }

  /** Counted by going through the wall's times minute by minute, as nobody would in production. */
  @Property(tries = 15)
  void everyTimeOnTheWallIsDueOnce(
      @ForAll("timetables") Timetable timetable, @ForAll("instants") Instant instant) {
    Instant from = instant.truncatedTo(ChronoUnit.DAYS);
    Instant to = from.plus(Duration.ofDays(1));
    Set<LocalDateTime> named = new HashSet<>();
    for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
      LocalDateTime wall = LocalDateTime.ofInstant(minute, timetable.zone());
      if (timetable.cron().upTo(wall).filter(wall::equals).isPresent()) {
        named.add(wall);
      }
    }
    List<Instant> due =
        timetable.next(from.minusSeconds(1), 5000).stream()
            .filter(time -> time.isBefore(to))
            .toList();
    // Each named time that the wall shows is due; beyond them only jumps are.
    List<Instant> jumps =
        due.stream()
            .filter(time -> !named.contains(LocalDateTime.ofInstant(time, timetable.zone())))
            .toList();
    assertThat(jumps).allMatch(time -> isRightAfterAJump(timetable.zone(), time));
    Set<LocalDateTime> shown = new HashSet<>();
    due.forEach(time -> shown.add(LocalDateTime.ofInstant(time, timetable.zone())));
    assertThat(shown).hasSameSizeAs(due).containsAll(first(named, timetable.zone(), from));
  }

  /** Without those whose first coming was before we began to look. */
  private static Set<LocalDateTime> first(Set<LocalDateTime> named, ZoneId zone, Instant from) {
    var first = new HashSet<LocalDateTime>();
    for (LocalDateTime wall : named) {
      if (!wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant().isBefore(from)) {
        first.add(wall);
      }
    }
    return first;
  }
}
