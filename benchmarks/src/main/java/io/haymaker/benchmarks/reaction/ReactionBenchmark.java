package io.haymaker.benchmarks.reaction;

import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Folders;
import io.haymaker.benchmarks.Ratio;
import io.haymaker.core.scaler.Claim;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * From the time at which the bus took a message to the answer to the call that makes its container,
 * at several rates. Everything shares this machine: scaler, database, bus, cloud and containers.
 */
public final class ReactionBenchmark implements Benchmark {
  /** What the specification promises for a message to be noticed. */
  private static final double NOTICED_SECONDS = 2;

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;

  /**
   * So many messages, evenly so many a second. Together they stay below the 200 writes at once that
   * Resource Manager has for a login; beyond that its 10 a second would be measured.
   */
  private record Load(int perSecond, int messages) {}

  private static final List<Load> LOADS =
      List.of(new Load(1, 20), new Load(10, 150), new Load(100, 150));

  @Override
  public List<Ratio> run() {
    try {
      Path data = Files.createTempDirectory("haymaker-benchmark");
      try (EmbeddedDatabase server = EmbeddedDatabase.start(data.resolve("database"))) {
        var ratios = new ArrayList<Ratio>();
        for (Load load : LOADS) {
          ratios.addAll(measured(server, data, load));
        }
        return ratios;
      } finally {
        Folders.delete(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Ratio> measured(EmbeddedDatabase server, Path data, Load load)
      throws IOException {
    String name = "rate" + load.perSecond();
    try (PostgresStore store = PostgresStore.open(server.address(name), Clock.systemUTC());
        var stand = new Stand(data.resolve(name), store)) {
      stand.send("warm-up");
      await(stand, 1);
      long begun = System.nanoTime();
      for (int i = 0; i < load.messages(); i++) {
        long due =
            begun + Duration.ofSeconds(1).multipliedBy(i).dividedBy(load.perSecond()).toNanos();
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        stand.send("m" + i);
      }
      await(stand, load.messages() + 1);
      List<Double> seconds =
          stand.launched().stream()
              .filter(claim -> !claim.key().messageId().equals("warm-up"))
              .map(ReactionBenchmark::seconds)
              .sorted()
              .toList();
      return List.of(
          told(load, "p50", percentile(seconds, HALF)),
          told(load, "p99", percentile(seconds, NEARLY_ALL)));
    }
  }

  private static void await(Stand stand, int launched) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (stand.launched().size() < launched) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d containers after %s".formatted(stand.launched().size(), launched, LONGEST));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static double seconds(Claim claim) {
    return Duration.between(claim.enqueuedAt(), claim.launchedAt().orElseThrow()).toNanos() / 1e9;
  }

  private static double percentile(List<Double> sorted, double part) {
    return sorted.get(
        (int) Math.min(sorted.size() - 1L, Math.round(Math.ceil(sorted.size() * part)) - 1));
  }

  private static Ratio told(Load load, String what, double seconds) {
    return Ratio.told(
        "%s from queue to create, %d a second".formatted(what, load.perSecond()),
        String.format(Locale.ROOT, "%.2f s", seconds),
        String.format(Locale.ROOT, "%.0f s", NOTICED_SECONDS),
        seconds / NOTICED_SECONDS);
  }
}
