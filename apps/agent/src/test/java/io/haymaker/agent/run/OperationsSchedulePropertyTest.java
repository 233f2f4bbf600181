package io.haymaker.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.run.OperationsSchedule.Step;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class OperationsSchedulePropertyTest {

  @Property(tries = 300)
  void everyBlockHasItsTurnAndNoGapIsLong(
      @ForAll @LongRange(max = 86_400_000) long millis,
      @ForAll @IntRange(min = 1, max = 60) int n) {
    Duration total = Duration.ofMillis(millis);

    List<Step> steps = OperationsSchedule.plan(total, n);

    assertThat(steps.subList(0, n)).extracting(Step::block).doesNotHaveDuplicates();
    assertThat(steps.getFirst().at()).isZero();
    Duration before = Duration.ZERO;
    for (Step step : steps) {
      assertThat(step.at().minus(before)).isBetween(Duration.ZERO, OperationsSchedule.LONGEST_GAP);
      before = step.at();
    }
    assertThat(total.minus(before))
        .isBetween(Duration.ZERO, OperationsSchedule.LONGEST_GAP.plusMillis(1));
  }

  @Property(tries = 10)
  void noBlocksMeanNoSteps(@ForAll @LongRange(max = 86_400_000) long millis) {
    assertThat(OperationsSchedule.plan(Duration.ofMillis(millis), 0)).isEmpty();
  }
}
