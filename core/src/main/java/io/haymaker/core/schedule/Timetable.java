package io.haymaker.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The due times that a cron expression names in a time zone; how they meet changes of the clocks is
 * said in the package's description.
 */
public record Timetable(Cron cron, ZoneId zone) {

  /** The first due time after that instant. */
  public Optional<Instant> after(Instant instant) {
    return cron.after(passed(instant)).map(this::dueAt);
  }

  /** The latest due time up to that instant, itself included. */
  public Optional<Instant> upTo(Instant instant) {
    return cron.upTo(passed(instant)).map(this::dueAt);
  }

  /** The next due times, as many as that. */
  public List<Instant> next(Instant instant, int count) {
    return Stream.iterate(after(instant), Optional::isPresent, due -> due.flatMap(this::after))
        .limit(count)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The cron expression and the zone: the same text means the same due times. */
  public String text() {
    return cron + " " + zone;
  }

  /** When the clock on the wall shows that time for the first time, or has jumped over it. */
  private Instant dueAt(LocalDateTime wall) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(wall);
    // The earlier of two offsets is listed first. Where there is none there is a jump.
    return offsets.isEmpty()
        ? rules.getTransition(wall).getInstant()
        : wall.toInstant(offsets.getFirst());
  }

  /** The latest time on the wall whose due time has come. */
  private LocalDateTime passed(Instant instant) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime wall = LocalDateTime.ofInstant(instant, offset);
    @Nullable ZoneOffsetTransition change = rules.getTransition(wall);
    boolean second = change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
    // While the clocks go through an hour again, all of it has been due.
    return second ? change.getDateTimeBefore().minusNanos(1) : wall;
  }
}
