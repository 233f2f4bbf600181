package io.haymaker.benchmarks.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PassesTest {
  @Test
  void everyMessageGetsAContainerByOneCreate() {
    var passes = new Passes(Books.inMemory(), "small", 120, 1_000, Duration.ZERO);
    Passes.Cost cost = passes.run();
    assertThat(passes.containers()).isEqualTo(120);
    assertThat(cost.creates()).isEqualTo(120);
    assertThat(cost.calls()).containsEntry("list containers", 1);
  }

  @Test
  void anIdlePassMakesNothing() {
    var passes = new Passes(Books.inMemory(), "idle", 200, 50, Duration.ZERO);
    passes.run();
    Passes.Cost cost = passes.run();
    assertThat(cost.creates()).isZero();
    assertThat(passes.containers()).isEqualTo(50);
  }

  /** The limit for ten thousand is a tenth of the 20,102 that the original made. */
  @Test
  void callsBeyondTheCreatesAreBelowAFifthOfTheMessages() {
    int messages = 2_000;
    var passes =
        new Passes(
            Books.inMemory(), "many", messages, 2 * messages, Duration.ZERO, new MovableClock());
    Passes.Cost cost = passes.run();
    assertThat(cost.creates()).isEqualTo(messages);
    assertThat(cost.beyondCreates()).as(cost.toString()).isLessThan(messages / 5);
  }
}
