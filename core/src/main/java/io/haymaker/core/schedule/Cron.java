package io.haymaker.core.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A cron expression of the five fields of Unix: minute, hour, day of month, month, day of week. It
 * names times on the clock on the wall and knows nothing of zones.
 *
 * <p>The library is asked as if the wall were in UTC, where no time is left out or comes twice:
 * what happens in a zone is {@link Timetable}'s matter.
 */
public final class Cron {
  private static final CronDefinition UNIX =
      CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);

  /** Any time will do: what is never due after it is never due. */
  private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final String text;
  private final ExecutionTime times;

  private Cron(String text, ExecutionTime times) {
    this.text = text;
    this.times = times;
  }

  /**
   * Reads {@code 30 9 * * 1-5} and the like.
   *
   * @throws IllegalArgumentException whose message says what is wrong with it
   */
  public static Cron of(String text) {
    String plain = text.strip().replaceAll("\\s+", " ");
    var cron = new Cron(plain, ExecutionTime.forCron(new CronParser(UNIX).parse(plain)));
    if (cron.after(SOME_TIME).isEmpty()) {
      throw new IllegalArgumentException("There is no such day.");
    }
    return cron;
  }

  /** The first time after that one. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return times.nextExecution(minute(time)).map(ZonedDateTime::toLocalDateTime);
  }

  /** The last time up to that one, itself included. */
  Optional<LocalDateTime> upTo(LocalDateTime time) {
    return times.lastExecution(minute(time).plusMinutes(1)).map(ZonedDateTime::toLocalDateTime);
  }

  private static ZonedDateTime minute(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && text.equals(cron.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written, with single spaces. */
  @Override
  public String toString() {
    return text;
  }
}
