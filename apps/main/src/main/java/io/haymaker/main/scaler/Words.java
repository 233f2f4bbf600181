package io.haymaker.main.scaler;

import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.Verdict;
import io.haymaker.core.scaler.WaitingMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What a scaler sees and decides, in words for people. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration A_DAY = Duration.ofHours(20);
  private static final int SHOWN = 40;
  private static final int LEFT = 37;

  private Words() {}

  /** What senders wrote may be long, or hold what moves the terminal's cursor. */
  static String safe(String text) {
    String printable = printable(text);
    return printable.codePointCount(0, printable.length()) > SHOWN
        ? printable.substring(0, printable.offsetByCodePoints(0, LEFT)) + "..."
        : printable;
  }

  /** All of it in one line, without what moves the terminal's cursor or turns its text about. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  static String id(WaitingMessage message) {
    return message.messageId().map(Words::safe).filter(id -> !id.isBlank()).orElse("(none)");
  }

  static String size(WaitingMessage message) {
    return message.fileSize().map(Words::safe).filter(size -> !size.isBlank()).orElse("(none)");
  }

  static String verdict(Verdict verdict, Instant now) {
    return switch (verdict) {
      case Verdict.Start(int attempt, var _, var size) ->
          "start, " + size + (attempt > 1 ? ", attempt " + attempt : "");
      case Verdict.Served(String container) -> "has " + container;
      case Verdict.Waits(String reason, Optional<Instant> until) ->
          "waits: " + reason + until.map(end -> " " + until(end, now)).orElse("");
      case Verdict.Refused(var problem) -> "refused: " + printable(problem.message());
      case Verdict.Poison(int attempts) ->
          "poison: %d containers ended and left it".formatted(attempts);
    };
  }

  static String room(PlatformRoom room) {
    return printable(
        "region quota: "
            + switch (room) {
              case PlatformRoom.Enough(String message) -> "enough: " + message;
              case PlatformRoom.TooLittle(String message, String whatToDo) ->
                  "TOO LITTLE: %s; %s".formatted(message, whatToDo);
              case PlatformRoom.NotKnown(String message, String whatToDo) ->
                  "not known: %s; %s".formatted(message, whatToDo);
            });
  }

  /** {@code in 40 s}, or {@code until 12:05:10 UTC} when it is longer. */
  static String until(Instant end, Instant now) {
    Duration left = Duration.between(now, end);
    return left.compareTo(TWO_MINUTES) < 0
        ? "in %d s".formatted(Math.max(0, left.toSeconds()))
        : "until " + clock(end, now);
  }

  /** When something is likely to happen. */
  static String about(Instant time, Instant now) {
    Duration left = Duration.between(now, time);
    if (left.toSeconds() < 1) {
      return "now";
    }
    return left.compareTo(TWO_MINUTES) < 0
        ? "in about %d s".formatted(left.toSeconds())
        : "about " + clock(time, now);
  }

  private static String clock(Instant time, Instant now) {
    boolean soon = Duration.between(now, time).compareTo(A_DAY) < 0;
    return (soon ? TIME : DAY).format(time) + " UTC";
  }

  /** How long it is that something was, in one unit. */
  static String age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    if (age.toMinutes() < 2) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.toHours() < 2) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
  }
}
