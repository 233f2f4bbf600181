package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Ratio;
import io.haymaker.core.cleanup.DeletionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Deletions that wait for each other, in a cloud that throttles nobody. The bound is what no order
 * can undercut: the longest chain one after the other, or all deletions at full width.
 */
public final class ChainBenchmark implements Benchmark {
  private static final double MOST = 1.15;

  private final Chains chains;
  private final Duration each;

  ChainBenchmark(Chains chains, Duration each) {
    this.chains = chains;
    this.each = each;
  }

  /** A thousand resources, 200 ms each. */
  public static ChainBenchmark standard() {
    return new ChainBenchmark(Chains.thousand(), Duration.ofMillis(200));
  }

  @Override
  public List<Ratio> run() {
    // The first time, the code itself is slow.
    Sweep.of(chains, Road.slow(Duration.ZERO));
    Duration taken = Sweep.of(chains, Road.slow(each));
    int width = DeletionPolicy.STANDARD.width();
    int steps = Math.max(chains.criticalPath(), Math.ceilDiv(chains.deletions(), width));
    double wall = taken.toNanos() / 1e9;
    double bound = steps * each.toNanos() / 1e9;
    double sequential = chains.deletions() * each.toNanos() / 1e9;
    return List.of(
        Ratio.atMost(
            MOST, "wall time over the critical path", seconds(wall), seconds(bound), wall / bound),
        Ratio.told(
            "one after the other over wall time",
            seconds(sequential),
            seconds(wall),
            sequential / wall));
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
