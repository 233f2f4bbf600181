package io.haymaker.benchmarks.scaler;

import io.haymaker.benchmarks.BenchOptions;
import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Folders;
import io.haymaker.benchmarks.Ratio;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import io.haymaker.testkit.time.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Passes over many messages, and idle ones among many. */
public final class ScalerBenchmark implements Benchmark {
  private static final int MANY = 10_000;
  private static final int ROOM = 20_000;

  /** What the Python original needed for {@link #MANY}, over their creates. */
  private static final double FORMERLY_BEYOND = 30_102 - 10_000;

  private static final double FORMERLY_SECONDS = 0.95;
  private static final double MOST_BEYOND = 0.1;

  private static final int SOME = 1_000;
  private static final Duration EACH = Duration.ofMillis(10);

  private static final int RUNNING = 1_000;
  private static final int FEW_WAITING = 1_000;
  private static final int MANY_WAITING = 100_000;
  private static final double MOST_GROWTH = 1.25;
  private static final int SETTLING = 3;

  /** In these a watch lists a thousand containers five times, whenever it began. */
  private static final int MINUTES = 21;

  private final BenchOptions options;

  public ScalerBenchmark(BenchOptions options) {
    this.options = options;
  }

  @Override
  public List<Ratio> run() {
    try {
      Path data = Files.createTempDirectory("haymaker-benchmark");
      try (EmbeddedDatabase server = EmbeddedDatabase.start(data)) {
        return ratios(server);
      } finally {
        Folders.delete(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Ratio> ratios(EmbeddedDatabase server) {
    // The first time, the code itself is slow.
    new Passes(Books.inMemory(), "warm-up", options.scaled(SOME), ROOM, Duration.ZERO).run();
    var ratios = new ArrayList<Ratio>();
    if (options.wants("pass")) {
      ratios.addAll(large(Books.inMemory()));
      ratios.addAll(inDatabase(server, "pass", this::large));
    }
    if (options.wants("width")) {
      ratios.addAll(wide(Books.inMemory()));
      ratios.addAll(inDatabase(server, "width", this::wide));
    }
    if (options.wants("idle")) {
      ratios.addAll(inDatabase(server, "idle", this::idle));
    }
    return ratios;
  }

  private static List<Ratio> inDatabase(
      EmbeddedDatabase server, String name, Function<Books, List<Ratio>> part) {
    try (PostgresStore store = PostgresStore.open(server.address(name), Clock.systemUTC())) {
      return part.apply(Books.in(store));
    }
  }

  /** A cloud that answers at once. */
  private List<Ratio> large(Books books) {
    int messages = options.scaled(MANY);
    Passes.Cost cost = started(new Passes(books, "bench", messages, ROOM, Duration.ZERO), messages);
    System.out.printf("  %d messages, %s: %s%n", messages, books.name(), cost);
    double formerly = FORMERLY_BEYOND * messages / MANY;
    return List.of(
        Ratio.atMost(
            MOST_BEYOND,
            "calls beyond creates, %s, over the original's".formatted(books.name()),
            String.valueOf(cost.beyondCreates()),
            String.valueOf(Math.round(formerly)),
            cost.beyondCreates() / formerly),
        Ratio.told(
            "time to the last create, %s, over the original's".formatted(books.name()),
            seconds(cost.toLastCreate()),
            seconds(FORMERLY_SECONDS * messages / MANY),
            cost.toLastCreate() / (FORMERLY_SECONDS * messages / MANY)));
  }

  /** The bound is what the creates alone take at that width. */
  private List<Ratio> wide(Books books) {
    int messages = options.scaled(SOME);
    Passes.Cost cost = started(new Passes(books, "bench", messages, ROOM, EACH), messages);
    System.out.printf(
        "  %d messages of %d ms, %s: %s%n", messages, EACH.toMillis(), books.name(), cost);
    double bound = (double) messages / Passes.WIDTH * EACH.toNanos() / 1e9;
    return List.of(
        Ratio.told(
            "wall time over the creates' bound, " + books.name(),
            seconds(cost.wall()),
            seconds(bound),
            cost.wall() / bound));
  }

  private static Passes.Cost started(Passes passes, int messages) {
    Passes.Cost cost = passes.run();
    if (passes.containers() != messages || cost.creates() != messages) {
      throw new IllegalStateException(
          "%d containers by %d creates for %d messages"
              .formatted(passes.containers(), cost.creates(), messages));
    }
    return cost;
  }

  /** Nothing changes: what passes and watch cost where as many run as may, and where more may. */
  private List<Ratio> idle(Books books) {
    int running = options.scaled(RUNNING);
    int few = options.scaled(FEW_WAITING);
    int many = options.scaled(MANY_WAITING);
    Passes.Cost amongFew = idle(books, running, few);
    Passes.Cost amongMany = idle(books, running, many);
    Passes.Cost withRoom = idle(books, 2 * running, 0);
    String growth = "full, %d over %d waiting".formatted(many, few);
    return List.of(
        Ratio.atMost(
            MOST_GROWTH,
            "idle calls a minute, " + growth,
            perMinute(amongMany),
            perMinute(amongFew),
            (double) amongMany.all() / amongFew.all()),
        cpu(growth, amongMany, amongFew),
        Ratio.told(
            "idle calls a minute, with room over full",
            perMinute(withRoom),
            perMinute(amongFew),
            (double) withRoom.all() / amongFew.all()),
        cpu("with room over full", withRoom, amongFew));
  }

  private Passes.Cost idle(Books books, int capacity, int waiting) {
    int running = options.scaled(RUNNING);
    var clock = new MovableClock(Instant.now(Clock.systemUTC()));
    String name = "idle-%d-%d".formatted(capacity, waiting);
    // Those that run have messages, too.
    var passes = new Passes(books, name, running + waiting, capacity, Duration.ZERO, clock);
    Minutes minutes = passes.minutes(clock);
    minutes.pass(SETTLING);
    Passes.Cost cost = passes.cost(() -> minutes.pass(MINUTES));
    System.out.printf(
        "  %d waiting, %d running of %d, idle for %d minutes: %s%n",
        waiting, running, capacity, MINUTES, cost);
    if (cost.creates() != 0 || passes.containers() != running) {
      throw new IllegalStateException("it is not idle");
    }
    return cost;
  }

  private static String perMinute(Passes.Cost cost) {
    return String.valueOf(cost.all() / MINUTES);
  }

  private static Ratio cpu(String what, Passes.Cost measured, Passes.Cost yardstick) {
    return Ratio.told(
        "idle CPU a minute, " + what,
        cpu(measured),
        cpu(yardstick),
        measured.cpu() / yardstick.cpu());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  private static String cpu(Passes.Cost cost) {
    return String.format(Locale.ROOT, "%.3f s", cost.cpu() / MINUTES);
  }
}
