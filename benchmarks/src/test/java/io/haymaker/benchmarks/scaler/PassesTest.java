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

  @Test
  void aMinuteInWhichNothingChangesCostsNoMoreCallsWhenMoreMessagesWait() {
    Passes.Cost few = minutes(100, 1_000);
    Passes.Cost many = minutes(100, 10_000);
    assertThat(many.calls()).isEqualTo(few.calls());
    assertThat(few.calls())
        .as("four passes, and nine looks of a watch")
        .containsEntry("list containers", 4 + 9)
        .containsEntry(QuickGroups.GET, (4 + 9) * 100)
        .doesNotContainKey(Calls.CREATE);
  }

  @Test
  void aMinuteInWhichAWatchWaitsForMessagesCostsFortyPeeksOfEachSubscriptionBesideThePass() {
    Passes.Cost cost = minutes(200, 0);
    assertThat(cost.calls())
        .as("four passes, which peek twice, and no list of the watch's")
        .containsEntry("list containers", 4)
        .containsEntry(QuickGroups.GET, 4 * 100)
        .containsEntry("peek", 4 * (40 + 2) * 50);
  }

  /** Four, in which a hundred run. */
  private static Passes.Cost minutes(int capacity, int waiting) {
    var clock = new MovableClock();
    var passes =
        new Passes(Books.inMemory(), "still", 100 + waiting, capacity, Duration.ZERO, clock);
    Minutes minutes = passes.minutes(clock);
    minutes.pass(1);
    return passes.cost(() -> minutes.pass(4));
  }
}
