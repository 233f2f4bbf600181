package io.haymaker.benchmarks.scaler;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.testkit.time.MovableClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Passes of one scaler with the spec's settings, over messages that nobody takes. */
final class Passes {
  /** The default of {@code PROVISIONING_MAX_WORKERS}. */
  static final int WIDTH = 4;

  private static final int SUBSCRIPTIONS = 50;
  private static final int PAGE = 50;

  private final Calls calls;
  private final QuickGroups groups;
  private final ScalerWorld world;

  /**
   * @param name of the scaler, whose claims these are
   * @param each how long a call to bus or platform takes
   */
  Passes(Books books, String name, int messages, int capacity, Duration each) {
    this(books, name, messages, capacity, each, Clock.systemUTC());
  }

  /**
   * @param clock by which the scaler goes; one that stands makes the calls of a slow machine those
   *     of a quick one
   */
  Passes(Books books, String name, int messages, int capacity, Duration each, Clock clock) {
    calls = new Calls(each);
    groups = new QuickGroups(calls);
    var scaler =
        new Scaler(
            new ScalerName(name),
            "bench",
            "registry.example/worker:1",
            new ScalerRules(
                new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                new SizingRule.Linear(2, 8, 0.5, 240),
                groups.capabilities()),
            capacity,
            WIDTH,
            PAGE,
            Set.of(),
            true,
            new Scaler.Orphans(true, 2, Duration.ofSeconds(5)),
            Map.of(),
            Optional.empty());
    world =
        new ScalerWorld(
            scaler,
            books.installation(),
            new QuickQueues(calls, SUBSCRIPTIONS, messages, clock.instant()),
            groups,
            books.claims(),
            books.journal(),
            books.transactions(),
            new Retrier(clock, Pauser.system(), new Random(1)),
            clock);
  }

  /**
   * What a pass, or several, took.
   *
   * @param toLastCreate seconds until the last container was asked for
   * @param wall seconds until it was over
   * @param cpu seconds of processor time of this process
   * @param calls by their names
   * @param peakMegabytes of heap, from its begin to its end
   */
  record Cost(
      double toLastCreate,
      double wall,
      double cpu,
      Map<String, Integer> calls,
      long peakMegabytes) {
    int all() {
      return calls.values().stream().mapToInt(number -> number).sum();
    }

    int creates() {
      return calls.getOrDefault(Calls.CREATE, 0);
    }

    int beyondCreates() {
      return all() - creates();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "last create after %.2f s, over after %.2f s, %.2f s of CPU, %d MiB of heap, calls %s",
          toLastCreate,
          wall,
          cpu,
          peakMegabytes,
          calls);
    }
  }

  /**
   * Runs a pass.
   *
   * @throws IllegalStateException when it met a problem
   */
  Cost run() {
    return cost(() -> check(new ScalerPass(world).run()));
  }

  /** What the passes and the watch of that scaler cost, which go on there. */
  Cost cost(Runnable work) {
    Map<String, Integer> before = calls.counts();
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    System.gc();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    double cpu = cpu();
    long begun = System.nanoTime();
    work.run();
    long over = System.nanoTime();
    long peak = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    Map<String, Integer> made = calls.counts();
    made.replaceAll((name, number) -> number - before.getOrDefault(name, 0));
    made.values().removeIf(number -> number == 0);
    return new Cost(
        Math.max(0, calls.lastCreate() - begun) / 1e9,
        (over - begun) / 1e9,
        cpu() - cpu,
        made,
        peak >> 20);
  }

  /**
   * Passes and watch of the scaler, on its clock.
   *
   * @param clock the one that it was made with
   */
  Minutes minutes(MovableClock clock) {
    return new Minutes(world, clock);
  }

  static void check(PassReport report) {
    if (!report.problems().isEmpty()) {
      throw new IllegalStateException("a pass met problems: " + report.problems().getFirst());
    }
  }

  int containers() {
    return groups.size();
  }

  private static double cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }
}
