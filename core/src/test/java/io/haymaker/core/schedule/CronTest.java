package io.haymaker.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The five fields mean what they mean in Unix. */
class CronTest {
  private static final LocalDateTime NEW_YEAR = LocalDateTime.parse("2026-01-01T00:00");

  private static List<String> first(String expression, int count) {
    Cron cron = Cron.of(expression);
    var times = new ArrayList<String>();
    LocalDateTime time = NEW_YEAR;
    for (int i = 0; i < count; i++) {
      time = cron.after(time).orElseThrow();
      times.add(time.toString());
    }
    return times;
  }

  @Test
  void everyFieldCounts() {
    assertThat(first("30 9 * * *", 2)).containsExactly("2026-01-01T09:30", "2026-01-02T09:30");
    assertThat(first("*/20 5-6 * * *", 7))
        .containsExactly(
            "2026-01-01T05:00",
            "2026-01-01T05:20",
            "2026-01-01T05:40",
            "2026-01-01T06:00",
            "2026-01-01T06:20",
            "2026-01-01T06:40",
            "2026-01-02T05:00");
    assertThat(first("0 0 1 4,10 *", 3))
        .containsExactly("2026-04-01T00:00", "2026-10-01T00:00", "2027-04-01T00:00");
    assertThat(first("0 0 29 2 *", 2)).containsExactly("2028-02-29T00:00", "2032-02-29T00:00");
  }

  @Test
  void namesOfDaysAndMonthsAreUnderstoodAndSundayIsNoughtAndSeven() {
    assertThat(first("0 8 * mar MON-fri", 2))
        .containsExactly("2026-03-02T08:00", "2026-03-03T08:00");
    assertThat(first("0 8 * * 0", 2)).containsExactly("2026-01-04T08:00", "2026-01-11T08:00");
    assertThat(first("0 8 * * 7", 2)).isEqualTo(first("0 8 * * 0", 2));
  }

  @Test
  void aDayOfTheMonthAndADayOfTheWeekMeanEither() {
    assertThat(first("0 0 13 * fri", 4))
        .containsExactly(
            "2026-01-02T00:00", "2026-01-09T00:00", "2026-01-13T00:00", "2026-01-16T00:00");
  }

  @Test
  void theLastTimeUpToATimeMayBeThatTimeItself() {
    Cron cron = Cron.of("30 9 * * *");
    assertThat(cron.upTo(LocalDateTime.parse("2026-01-02T09:30")))
        .contains(LocalDateTime.parse("2026-01-02T09:30"));
    assertThat(cron.upTo(LocalDateTime.parse("2026-01-02T09:29:59.999")))
        .contains(LocalDateTime.parse("2026-01-01T09:30"));
    assertThat(cron.after(LocalDateTime.parse("2026-01-02T09:30")))
        .isEqualTo(Optional.of(LocalDateTime.parse("2026-01-03T09:30")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "60 * * * *;60",
        "0 24 * * *;24",
        "0 0 0 * *;0",
        "0 0 * 13 *;13",
        "0 0 * * 8;8",
        "0 0 * *;4 parts",
        "0 0 0 * * *;6 parts",
        "@daily;not supported",
        "every day;2 parts",
        "0 9-5 * * *;9,5",
        "*/0 * * * *;0",
        "0 0 L * *;L",
        "0 0 30 2 *;no such day",
        "0 0 31 4,6,9,11 *;no such day"
      })
  void whatIsNoExpressionIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> Cron.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void itIsShownAsItWasWritten() {
    assertThat(Cron.of(" 0  9 * * MON "))
        .hasToString("0 9 * * MON")
        .isEqualTo(Cron.of("0 9 * * MON"));
  }
}
