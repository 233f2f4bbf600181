package io.haymaker.benchmarks.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ThrottledBenchmarkTest {
  @Test
  void whoStaysBelowTheBucketsIsNeverRefused() {
    var chains = new Chains(Collections.nCopies(210, 1), 1);
    var ratios = new ThrottledBenchmark(chains, Duration.ofMillis(1)).run();
    assertThat(ratios.getFirst().ratio()).isGreaterThanOrEqualTo(1);
    assertThat(ratios.getLast().measured()).isEqualTo("0");
  }
}
