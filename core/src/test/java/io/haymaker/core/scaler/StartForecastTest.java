package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerName;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.ClaimStore.Ended;
import io.haymaker.core.scaler.ClaimStore.Memory;
import io.haymaker.core.scaler.ScalerPlan.Decision;
import io.haymaker.core.scaler.ScalerSnapshot.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StartForecastTest {
  private static final Instant NOW = Supplies.NOW;
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Verdict NO_CAPACITY = new Verdict.Waits("no capacity", Optional.empty());

  private static Claim claim(Instant launchedAt) {
    return new Claim(
        new ScalerName("main"),
        new MessageKey("sub", "m" + launchedAt),
        1,
        launchedAt,
        1,
        new ContainerName("c" + launchedAt),
        new FileSize(1),
        new ContainerSize(1, 1),
        launchedAt,
        Optional.of(launchedAt));
  }

  private static Ended ended(Claim.How how, Duration after) {
    return new Ended(claim(NOW), new Claim.End(NOW.plus(after), how, "", ""));
  }

  private static ScalerPlan plan(Verdict... verdicts) {
    return new ScalerPlan(
        IntStream.range(0, verdicts.length)
            .mapToObj(
                i ->
                    new Decision(
                        new WaitingMessage("sub", i, NOW, Optional.of("id" + i), Optional.of("1")),
                        verdicts[i]))
            .toList(),
        Optional.empty());
  }

  private static List<Optional<Instant>> starts(StartForecast forecast, Verdict... verdicts) {
    return forecast.outlooks(plan(verdicts)).stream().map(MessageOutlook::startsAt).toList();
  }

  private static List<Claim> running(Duration... ages) {
    return Stream.of(ages).map(age -> claim(NOW.minus(age))).toList();
  }

  @Test
  void placesBecomeFreeInTheOrderInWhichContainersGrowOldAndAgainAfterThat() {
    var forecast =
        new StartForecast(
            0,
            running(Duration.ofMinutes(2), Duration.ofMinutes(7)),
            Optional.of(TEN),
            Memory.NONE,
            NOW);
    assertThat(starts(forecast, NO_CAPACITY, NO_CAPACITY, NO_CAPACITY))
        .containsExactly(
            Optional.of(NOW.plus(Duration.ofMinutes(3))),
            Optional.of(NOW.plus(Duration.ofMinutes(8))),
            Optional.of(NOW.plus(Duration.ofMinutes(13))));
  }

  @Test
  void whatRunsLongerThanUsualEndsAnyMoment() {
    var forecast =
        new StartForecast(0, running(Duration.ofHours(5)), Optional.of(TEN), Memory.NONE, NOW);
    assertThat(starts(forecast, NO_CAPACITY)).containsExactly(Optional.of(NOW));
  }

  @Test
  void nothingIsSaidWhereNobodyKnowsHowLongContainersTake() {
    var forecast = new StartForecast(1, running(TEN), Optional.empty(), Memory.NONE, NOW);
    assertThat(starts(forecast, NO_CAPACITY, NO_CAPACITY))
        .containsExactly(Optional.of(NOW), Optional.empty());
  }

  @Test
  void nothingStartsBeforeItsOwnTimeNorBeforeTheEndOfAHold() {
    Verdict again = new Verdict.Waits("attempt 2", Optional.of(NOW.plusSeconds(40)));
    var free = new StartForecast(5, List.of(), Optional.of(TEN), Memory.NONE, NOW);
    assertThat(starts(free, again)).containsExactly(Optional.of(NOW.plusSeconds(40)));

    Instant until = NOW.plusSeconds(300);
    var held =
        new StartForecast(
            5,
            List.of(),
            Optional.of(TEN),
            new Memory(Optional.empty(), Optional.of(new Hold("quota", until)), 1, false),
            NOW);
    assertThat(starts(held, again, NO_CAPACITY))
        .containsExactly(Optional.of(until), Optional.of(until));
  }

  @Test
  void whatIsServedOrNeverWillBeTakesNoPlaceAndAPausedScalerPromisesNothing() {
    Verdict served = new Verdict.Served("c");
    Verdict poison = new Verdict.Poison(3);
    var one = new StartForecast(1, List.of(), Optional.of(TEN), Memory.NONE, NOW);
    assertThat(starts(one, served, poison, NO_CAPACITY))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(NOW));
    var paused =
        new StartForecast(
            1,
            List.of(),
            Optional.of(TEN),
            new Memory(Optional.empty(), Optional.empty(), 0, true),
            NOW);
    assertThat(starts(paused, NO_CAPACITY)).containsExactly(Optional.empty());
  }

  @Test
  void theUsualIsTheOneInTheMiddleOfThoseThatEndedWell() {
    assertThat(
            StartForecast.usual(
                List.of(
                    ended(Claim.How.SUCCEEDED, Duration.ofMinutes(1)),
                    ended(Claim.How.SUCCEEDED, Duration.ofMinutes(500)),
                    ended(Claim.How.FAILED, Duration.ofMinutes(3)),
                    ended(Claim.How.SUCCEEDED, Duration.ofMinutes(9)))))
        .contains(Duration.ofMinutes(9));
    assertThat(
            StartForecast.usual(
                List.of(ended(Claim.How.SUCCEEDED, TEN), ended(Claim.How.SUCCEEDED, TEN))))
        .isEmpty();
  }
}
