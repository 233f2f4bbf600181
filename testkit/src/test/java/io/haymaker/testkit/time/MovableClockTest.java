package io.haymaker.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class MovableClockTest {
  private final MovableClock clock = new MovableClock();

  @Test
  void itStandsUntilItIsMoved() {
    Instant start = clock.instant();

    assertThat(clock.instant()).isEqualTo(start);
    assertThat(clock.advance(Duration.ofSeconds(5))).isEqualTo(start.plusSeconds(5));
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
  }

  @Test
  void viewsInOtherZonesMoveWithIt() {
    var view = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.set(Instant.EPOCH);

    assertThat(view.instant()).isEqualTo(Instant.EPOCH);
    assertThat(view.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void itIsNotAdvancedBackwards() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
