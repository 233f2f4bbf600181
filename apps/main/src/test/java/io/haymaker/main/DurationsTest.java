package io.haymaker.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"20s,PT20S", "5m,PT5M", "8h,PT8H", "1h30m,PT90M", "PT90S,PT90S", " 20S ,PT20S"})
  void takesWhatPeopleWrite(String text, Duration duration) {
    assertThat(Durations.positive("--duration", text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "-5s", "20", "20 s", "five", "PT", "PT-5S", "20s5h", "1d"})
  void refusesTheRestAndNamesTheOption(String text) {
    assertThatThrownBy(() -> Durations.positive("--duration", text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--duration")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void showsWhatPeopleRead() {
    assertThat(Durations.show(Duration.ofSeconds(45))).isEqualTo("45s");
    assertThat(Durations.show(Duration.ofSeconds(95))).isEqualTo("1m35s");
    assertThat(Durations.show(Duration.ofMinutes(125))).isEqualTo("2h05m");
    assertThat(Durations.show(Duration.ofSeconds(-3))).isEqualTo("0s");
  }
}
