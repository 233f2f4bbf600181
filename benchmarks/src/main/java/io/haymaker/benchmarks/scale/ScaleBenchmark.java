package io.haymaker.benchmarks.scale;

import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Folders;
import io.haymaker.benchmarks.Ratio;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cost of a scenario among few and among many, and the heap that many need. */
public final class ScaleBenchmark implements Benchmark {
  private static final long HEAP = 1024;
  private static final double FLAT = 1.25;

  private final Path home;
  private final List<Integer> sizes;
  private final int perRun;

  /**
   * @param home of the product: its scenarios are used
   * @param sizes how many scenarios are in flight at a time, the yardstick first
   * @param perRun how many of them are one run
   */
  ScaleBenchmark(Path home, List<Integer> sizes, int perRun) {
    this.home = home;
    this.sizes = List.copyOf(sizes);
    this.perRun = perRun;
  }

  /** 100, 1,000 and 10,000 scenarios in runs of 10. */
  public static ScaleBenchmark standard(Path home) {
    return new ScaleBenchmark(home, List.of(100, 1_000, 10_000), 10);
  }

  @Override
  public List<Ratio> run() {
    try {
      Path data = Files.createTempDirectory("haymaker-benchmark");
      try (EmbeddedDatabase server = EmbeddedDatabase.start(data)) {
        var flood = new Flood(server, home.resolve("scenarios"), perRun);
        // The first time, the code itself is slow.
        flood.of(sizes.get(sizes.size() / 2));
        var costs = new ArrayList<Flood.Cost>();
        for (int size : sizes) {
          Flood.Cost cost = flood.of(size);
          System.out.println("  " + cost);
          costs.add(cost);
        }
        return ratios(costs);
      } finally {
        Folders.delete(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<Ratio> ratios(List<Flood.Cost> costs) {
    Flood.Cost few = costs.getFirst();
    Flood.Cost many = costs.getLast();
    String of = " per scenario, %d to %d".formatted(few.scenarios(), many.scenarios());
    return List.of(
        Ratio.atMost(
            1,
            "heap in use with all in flight",
            many.heapMegabytes() + " MiB",
            HEAP + " MiB",
            (double) many.heapMegabytes() / HEAP),
        flat("CPU of the control plane" + of, many.ownCpuMillis(), few.ownCpuMillis(), " ms"),
        flat("CPU of the database" + of, many.databaseCpuMillis(), few.databaseCpuMillis(), " ms"),
        flat("statements" + of, many.statements(), few.statements(), ""),
        flat("commits" + of, many.commits(), few.commits(), ""),
        flat("rows written" + of, many.rowsWritten(), few.rowsWritten(), ""),
        flat("rows read" + of, many.rowsFetched(), few.rowsFetched(), ""));
  }

  private static Ratio flat(String what, double many, double few, String unit) {
    return Ratio.atMost(FLAT, what, text(many, unit), text(few, unit), many / few);
  }

  private static String text(double value, String unit) {
    return String.format(Locale.ROOT, "%.1f%s", value, unit);
  }
}
