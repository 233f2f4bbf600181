package io.haymaker.main;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 90s}, {@code 20m}, {@code 8h}, {@code 1h30m}, ISO 8601.
 */
public final class Durations {
  private static final Pattern PLAIN =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?");

  private Durations() {}

  /**
   * @param option named in the error
   * @throws CommandFailure when it is no duration, or not longer than zero
   */
  public static Duration positive(String option, String text) {
    Duration duration = parse(option, text.strip());
    if (!duration.isPositive()) {
      throw wrong(option, text);
    }
    return duration;
  }

  /** Short, for people: {@code 1h30m}, {@code 45s}. */
  public static String show(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds >= 3600) {
      return "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60 ? "%dm%02ds".formatted(seconds / 60, seconds % 60) : seconds + "s";
  }

  private static Duration parse(String option, String text) {
    if (text.toUpperCase(Locale.ROOT).startsWith("P")) {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw wrong(option, text);
      }
    }
    Matcher plain = PLAIN.matcher(text.toLowerCase(Locale.ROOT));
    if (text.isEmpty() || !plain.matches()) {
      throw wrong(option, text);
    }
    return Duration.ofHours(number(plain, 1))
        .plusMinutes(number(plain, 2))
        .plusSeconds(number(plain, 3));
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static CommandFailure wrong(String option, String text) {
    return CommandFailure.usage(
        "%s: '%s' is no duration longer than zero; write 90s, 20m, 8h or PT90S"
            .formatted(option, text));
  }
}
