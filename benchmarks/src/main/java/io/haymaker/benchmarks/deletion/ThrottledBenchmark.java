package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Ratio;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Deletions in a cloud that throttles as ARM does. The bound is what its buckets let nobody
 * undercut: what is deleted is looked at before, and both have a bucket of their own.
 */
public final class ThrottledBenchmark implements Benchmark {
  private static final double MOST = 1.1;

  private final Chains chains;
  private final Duration each;

  ThrottledBenchmark(Chains chains, Duration each) {
    this.chains = chains;
    this.each = each;
  }

  /** A thousand resources, 200 ms each. */
  public static ThrottledBenchmark standard() {
    return new ThrottledBenchmark(Chains.thousand(), Duration.ofMillis(200));
  }

  @Override
  public List<Ratio> run() {
    var road = new ThrottledRoad(each, Clock.systemUTC());
    double wall = Sweep.of(chains, road).toNanos() / 1e9;
    double bound = road.boundSeconds();
    return List.of(
        Ratio.atMost(
            MOST,
            "wall time over the buckets' bound",
            ChainBenchmark.seconds(wall),
            ChainBenchmark.seconds(bound),
            wall / bound),
        Ratio.atMost(
            0,
            "calls that the cloud refused",
            Integer.toString(road.refusals()),
            Integer.toString(chains.deletions()),
            (double) road.refusals() / chains.deletions()));
  }
}
