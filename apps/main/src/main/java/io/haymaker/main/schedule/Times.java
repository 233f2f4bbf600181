package io.haymaker.main.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Due times as people and programs read them. */
final class Times {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

  private Times() {}

  /** {@code Sun 2026-03-29 09:00}. */
  static String at(Instant time, ZoneId zone) {
    return MINUTE.format(time.atZone(zone));
  }

  /** {@code Sun 2026-03-29 09:00 Europe/Berlin (Sun 2026-03-29 07:00 UTC)}. */
  static String both(Instant time, ZoneId zone) {
    String here = at(time, zone) + " " + zone;
    return zone.getId().equals("UTC")
        ? here
        : "%s (%s UTC)".formatted(here, at(time, ZoneOffset.UTC));
  }

  /** ISO 8601 with the zone's offset. */
  static String iso(Instant time, ZoneId zone) {
    return OffsetDateTime.ofInstant(time, zone).toString();
  }
}
