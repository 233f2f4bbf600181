package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.runtime.Restart;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScalerPlannerTest {
  private static final Instant NOW = Supplies.NOW;
  private static final Capabilities RUNTIME =
      new Capabilities(
          "test",
          63,
          new ContainerSize(0.1, 0.1),
          new ContainerSize(4, 16),
          Set.of(Restart.NEVER),
          Set.of());
  private static final ScalerPlanner PLANNER =
      new ScalerPlanner(
          new ScalerRules(
              new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
              new SizingRule.Linear(2, 8, 0.5, 240),
              RUNTIME));

  private final Supplies supply = new Supplies(50);

  private ScalerPlan plan(int free) {
    return plan(free, Optional.empty(), Optional.empty());
  }

  private ScalerPlan plan(int free, Optional<String> lastServed, Optional<Hold> hold) {
    return PLANNER.plan(
        new ScalerSnapshot(supply.subscriptions(), lastServed, free, hold, NOW), supply);
  }

  private static List<String> started(ScalerPlan plan) {
    return plan.decisions().stream()
        .filter(decision -> decision.verdict() instanceof Verdict.Start)
        .map(decision -> decision.message().key().orElseThrow().toString())
        .toList();
  }

  private static Verdict of(ScalerPlan plan, String id) {
    return plan.decisions().stream()
        .filter(decision -> decision.message().messageId().equals(Optional.of(id)))
        .map(Decision::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachMessageGetsAContainerOfItsFilesSize() {
    supply.message("a", "1");

    assertThat(plan(10).decisions())
        .extracting(Decision::verdict)
        .containsExactly(new Verdict.Start(1, new FileSize(100), new ContainerSize(2, 0.8)));
  }

  @Test
  void roomIsSharedInTurnAndTheRestGoesToThoseWhoHaveMore() {
    supply.message("b", "1").message("b", "2").message("b", "3").message("a", "1");
    supply.message("c", "1").message("c", "2");

    assertThat(started(plan(5))).containsExactly("a/1", "b/1", "c/1", "b/2", "c/2");
  }

  @Test
  void whoCameLastTheLastTimeWaitsForTheOthers() {
    for (char name = 'a'; name <= 'j'; name++) {
      supply.message(String.valueOf(name), "1");
    }

    ScalerPlan first = plan(5);
    assertThat(started(first)).containsExactly("a/1", "b/1", "c/1", "d/1", "e/1");
    assertThat(first.lastServed()).contains("e");
    Supplies again = new Supplies(50);
    supply.subscriptions().forEach(name -> again.message(name, "2"));
    ScalerPlan second =
        PLANNER.plan(
            new ScalerSnapshot(
                supply.subscriptions(), first.lastServed(), 5, Optional.empty(), NOW),
            again);
    assertThat(started(second)).containsExactly("f/2", "g/2", "h/2", "i/2", "j/2");
  }

  @Test
  void messagesBehindAnyNumberOfRunningOnesAreReached() {
    for (int i = 0; i < 149; i++) {
      supply.message("a", "m" + i, "1", new History(1, Optional.empty(), Optional.of("c" + i)));
    }
    supply.message("a", "last");

    ScalerPlan plan = plan(51);

    assertThat(started(plan)).containsExactly("a/last");
    assertThat(plan.of(Verdict.Served.class)).hasSize(149);
  }

  @Test
  void withoutRoomNothingIsReadAndWithLittleNotMoreThanNeeded() {
    for (int i = 0; i < 200; i++) {
      supply.message("a", "m" + i);
    }
    assertThat(plan(0).decisions()).isEmpty();
    assertThat(supply.readOf("a")).isZero();

    ScalerPlan plan = plan(3);

    assertThat(started(plan)).containsExactly("a/m0", "a/m1", "a/m2");
    assertThat(supply.readOf("a")).isEqualTo(50);
    assertThat(plan.of(Verdict.Waits.class))
        .hasSize(47)
        .allMatch(new Verdict.Waits("no capacity", Optional.empty())::equals);
  }

  @Test
  void badMessagesAreRefusedPassedByAndUseUpNoRoom() {
    supply
        .message("a", "text", "many", History.NONE)
        .message("a", "negative", "-1", History.NONE)
        .message("a", "", "100", History.NONE)
        .message("a", "huge", "100000", History.NONE)
        .message("a", "good");

    ScalerPlan plan = plan(1);

    assertThat(started(plan)).containsExactly("a/good");
    assertThat(plan.of(Verdict.Refused.class).map(refused -> refused.problem().message()))
        .containsExactly(
            "file_size_mb is no number: 'many'",
            "file_size_mb must be more than 0, is -1",
            "message_id is missing",
            "a container has at most 4 CPU and 16 GiB, not 2 CPU and 240 GiB");
  }

  @Test
  void aMessageWhoseContainerEndedGetsAnotherAfterAWhileAndIsPoisonInTheEnd() {
    supply
        .message("a", "soon", "1", ended(1, Duration.ofSeconds(29)))
        .message("a", "now", "1", ended(1, Duration.ofSeconds(30)))
        .message("a", "later", "1", ended(2, Duration.ofSeconds(59)))
        .message("a", "never", "1", ended(3, Duration.ofHours(1)));

    ScalerPlan plan = plan(10);

    assertThat(of(plan, "soon"))
        .isEqualTo(new Verdict.Waits("attempt 2", Optional.of(NOW.plusSeconds(1))));
    assertThat(of(plan, "now")).isInstanceOf(Verdict.Start.class);
    assertThat(of(plan, "later"))
        .isEqualTo(new Verdict.Waits("attempt 3", Optional.of(NOW.plusSeconds(1))));
    assertThat(of(plan, "never")).isEqualTo(new Verdict.Poison(3));
  }

  private static History ended(int attempts, Duration ago) {
    return new History(attempts, Optional.of(NOW.minus(ago)), Optional.empty());
  }

  @Test
  void twoMessagesOfOneIdGetOneContainerAtATime() {
    supply.message("a", "twin").message("a", "twin").message("b", "twin");

    assertThat(started(plan(10))).containsExactly("a/twin", "b/twin");
  }

  @Test
  void whileThePlatformAsksForPatienceNothingIsStartedWhateverIsFree() {
    supply.message("a", "1");
    var hold = new Hold("quota", NOW.plusSeconds(300));

    assertThat(plan(10, Optional.empty(), Optional.of(hold)).decisions()).isEmpty();
    assertThat(supply.readOf("a")).isZero();
    assertThat(started(plan(10, Optional.empty(), Optional.of(new Hold("quota", NOW)))))
        .containsExactly("a/1");
  }

  @Test
  void whatWaitsForTheEndOfAHoldIsShownWithItsReasonAndItsEndWhateverIsFree() {
    supply.message("a", "1").message("a", "bad", "many", History.NONE);
    Instant until = NOW.plusSeconds(300);
    var held =
        new ScalerSnapshot(
            supply.subscriptions(),
            Optional.empty(),
            10,
            Optional.of(new Hold("throttling", until)),
            NOW);

    ScalerPlan plan = PLANNER.plan(held, supply, 10);

    assertThat(of(plan, "1")).isEqualTo(new Verdict.Waits("throttling", Optional.of(until)));
    assertThat(of(plan, "bad")).isInstanceOf(Verdict.Refused.class);
  }
}
