package io.haymaker.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.haymaker.benchmarks.deletion.ChainBenchmark;
import io.haymaker.benchmarks.deletion.ThrottledBenchmark;
import io.haymaker.benchmarks.scale.ScaleBenchmark;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** {@code ./haymaker bench [NAME...]}: all benchmarks, or those that are named. */
public final class Main {
  private Main() {}

  public static void main(String[] names) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Path home = Path.of(System.getProperty("haymaker.home", "."));
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("chains", ChainBenchmark.standard());
    all.put("throttled", ThrottledBenchmark.standard());
    all.put("scale", ScaleBenchmark.standard(home));
    for (String name : names) {
      if (!all.containsKey(name)) {
        System.err.printf("haymaker: no benchmark '%s'; there are %s%n", name, all.keySet());
        System.exit(2);
      }
    }
    all.keySet().removeIf(name -> names.length > 0 && !List.of(names).contains(name));
    System.exit(run(all) ? 0 : 1);
  }

  /** False when a limit was missed. */
  private static boolean run(Map<String, Benchmark> wanted) {
    boolean good = true;
    for (Map.Entry<String, Benchmark> each : wanted.entrySet()) {
      double before = load();
      List<Ratio> ratios = each.getValue().run();
      System.out.printf(
          Locale.ROOT, "%s (load %.1f before, %.1f after)%n", each.getKey(), before, load());
      for (Ratio ratio : ratios) {
        System.out.println("  " + ratio);
        good &= ratio.isGood();
      }
    }
    return good;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
