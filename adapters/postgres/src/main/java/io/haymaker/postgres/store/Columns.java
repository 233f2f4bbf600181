package io.haymaker.postgres.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values of ours look in columns. */
public final class Columns {
  private static final char REPLACEMENT = '\uFFFD';

  private Columns() {}

  /**
   * The text with what PostgreSQL cannot hold (the character zero, half a surrogate pair) replaced.
   * Text from outside must never make an event impossible to record.
   */
  public static String text(String text) {
    int bad = firstBad(text);
    if (bad < 0) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  private static int firstBad(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isPair(text, i)) {
        i++;
      } else if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  /** The text of an optional value, or null. */
  public static @Nullable String text(Optional<?> value) {
    return value.map(Object::toString).map(Columns::text).orElse(null);
  }

  /** An instant as the database keeps it: cut, never rounded up, to the microsecond. */
  public static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** The same, or null. */
  public static @Nullable OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(Columns::time).orElse(null);
  }
}
