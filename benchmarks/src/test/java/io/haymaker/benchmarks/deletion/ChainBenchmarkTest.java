package io.haymaker.benchmarks.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.benchmarks.Ratio;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainBenchmarkTest {
  @Test
  void thousandResourcesAreAThousandAndTheirGroups() {
    assertThat(Chains.thousand().deletions()).isEqualTo(1_010);
    assertThat(Chains.thousand().criticalPath()).isEqualTo(81);
  }

  @Test
  void fewResourcesAreMeasured() {
    var chains = new Chains(List.of(4, 2, 1), 2);
    List<Ratio> ratios = new ChainBenchmark(chains, Duration.ofMillis(5)).run();
    assertThat(ratios).hasSize(2);
    // Five deletions follow each other: no clock can tell of less.
    assertThat(ratios.getFirst().ratio()).isGreaterThanOrEqualTo(1);
    assertThat(ratios.getFirst().yardstick()).isEqualTo("0.03 s");
  }
}
