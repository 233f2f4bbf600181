package io.haymaker.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.haymaker.benchmarks.containers.ContainersBenchmark;
import io.haymaker.benchmarks.deletion.ChainBenchmark;
import io.haymaker.benchmarks.deletion.ThrottledBenchmark;
import io.haymaker.benchmarks.reaction.ReactionBenchmark;
import io.haymaker.benchmarks.scale.ScaleBenchmark;
import io.haymaker.benchmarks.scaler.ScalerBenchmark;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** {@code ./haymaker bench [NAME...]}: all benchmarks, or those that are named. */
public final class Main {
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    // It warns of every peek that finds nothing.
    ((Logger) LoggerFactory.getLogger("com.azure")).setLevel(Level.OFF);
    BenchOptions options;
    try {
      options = BenchOptions.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("haymaker: " + e.getMessage());
      System.exit(USAGE);
      return;
    }
    Path home = Path.of(System.getProperty("haymaker.home", "."));
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("chains", ChainBenchmark.standard());
    all.put("throttled", ThrottledBenchmark.standard());
    all.put("scale", ScaleBenchmark.standard(home));
    all.put("containers", new ContainersBenchmark(home, options));
    all.put("scaler", new ScalerBenchmark(options));
    all.put("reaction", new ReactionBenchmark());
    for (String name : options.names()) {
      if (!all.containsKey(name)) {
        System.err.printf("haymaker: no benchmark '%s'; there are %s%n", name, all.keySet());
        System.exit(USAGE);
      }
    }
    List<String> names = options.names();
    all.keySet().removeIf(name -> !names.isEmpty() && !names.contains(name));
    System.exit(run(all) ? 0 : 1);
  }

  /** False when a limit was missed, or something could not be measured. */
  private static boolean run(Map<String, Benchmark> wanted) {
    boolean good = true;
    for (Map.Entry<String, Benchmark> each : wanted.entrySet()) {
      double before = load();
      try {
        List<Ratio> ratios = each.getValue().run();
        System.out.printf(
            Locale.ROOT, "%s (load %.1f before, %.1f after)%n", each.getKey(), before, load());
        for (Ratio ratio : ratios) {
          System.out.println("  " + ratio);
          good &= ratio.isGood();
        }
      } catch (NotMeasurable e) {
        System.err.printf("haymaker: %s: not measured: %s%n", each.getKey(), e.getMessage());
        good = false;
      }
    }
    return good;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
