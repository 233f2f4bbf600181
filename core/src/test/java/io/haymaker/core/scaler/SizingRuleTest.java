package io.haymaker.core.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SizingRuleTest {
  private static final SizingRule DEFAULT = new SizingRule.Linear(2, 8, 0.5, 240);

  @ParameterizedTest
  @CsvSource({
    "1, 0.5", // at least
    "64, 0.5",
    "65, 0.6", // 0.5078 is rounded up
    "1024, 8",
    "1025, 8.1",
    "30720, 240",
    "245760, 240" // at most
  })
  void memoryIsInProportionToTheFileClampedAndRoundedUp(double megabytes, double gb) {
    assertThat(DEFAULT.sizeFor(new FileSize(megabytes)))
        .isEqualTo(Outcome.done(new ContainerSize(2, gb)));
  }

  @Test
  void aFileThatIsLargerThanTheLargestContainerIsRefused() {
    assertThat(DEFAULT.sizeFor(new FileSize(5_242_880)).obstacle().orElseThrow().message())
        .isEqualTo("a file of 5120 GB is larger than the largest container, 240.0 GiB");
  }

  @Test
  void oneOfWhichAPartIsInMemoryMayBeLarger() {
    assertThat(new SizingRule.Linear(2, 0.01, 0.5, 240).sizeFor(new FileSize(5_242_880)))
        .isEqualTo(Outcome.done(new ContainerSize(2, 51.2)));
  }

  @Test
  void ofStepsTheFirstThatIsMeantForTheFileIsTakenAndBeyondTheLastThereIsNone() {
    var small = new SizingRule.Step(new FileSize(100), new ContainerSize(1, 2));
    var large = new SizingRule.Step(new FileSize(1000), new ContainerSize(4, 16));
    var rule = new SizingRule.Steps(List.of(small, large));

    assertThat(rule.sizeFor(new FileSize(100))).isEqualTo(Outcome.done(small.size()));
    assertThat(rule.sizeFor(new FileSize(100.1))).isEqualTo(Outcome.done(large.size()));
    assertThat(rule.sizeFor(new FileSize(1001)).obstacle().orElseThrow().message())
        .isEqualTo("a file of 1001.0 MB is larger than the largest size is for, 1000.0 MB");
    assertThatThrownBy(() -> new SizingRule.Steps(List.of(large, small)))
        .hasMessageContaining("larger files");
    assertThatThrownBy(() -> new SizingRule.Steps(List.of())).hasMessageContaining("at least one");
  }

  @Test
  void aRuleThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new SizingRule.Linear(0, 8, 0.5, 240)).hasMessageContaining("cpu");
    assertThatThrownBy(() -> new SizingRule.Linear(2, Double.NaN, 0.5, 240))
        .hasMessageContaining("multiplier");
    assertThatThrownBy(() -> new SizingRule.Linear(2, 8, -1, 240)).hasMessageContaining("least");
    assertThatThrownBy(() -> new SizingRule.Linear(2, 8, 4, 2)).hasMessageContaining("4.0 or more");
  }

  @Test
  void theMostCoresAreThoseOfTheLargestStepWhereverItStands() {
    assertThat(new SizingRule.Linear(1.5, 8, 0.5, 240).mostCpuCores()).isEqualTo(1.5);
    assertThat(
            new SizingRule.Steps(
                    List.of(
                        new SizingRule.Step(new FileSize(1), new ContainerSize(4, 2)),
                        new SizingRule.Step(new FileSize(2), new ContainerSize(2, 64))))
                .mostCpuCores())
        .isEqualTo(4);
  }
}
