package io.haymaker.benchmarks.scale;

import io.haymaker.benchmarks.cloud.QuickCloud;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.run.Conclusion;
import io.haymaker.core.run.EventRecorder;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunHandler;
import io.haymaker.core.run.RunOptions;
import io.haymaker.core.run.RunReconciler;
import io.haymaker.core.run.RunService;
import io.haymaker.core.scenario.FolderCatalog;
import io.haymaker.core.scenario.ScenarioChoice;
import io.haymaker.core.scenario.Selection;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import io.haymaker.postgres.work.RunWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Many runs at once in one control plane, from their start to their reports. */
final class Flood {
  private final EmbeddedDatabase server;
  private final Path scenarios;
  private final int perRun;
  private final Clock clock = Clock.systemUTC();
  private int count;

  Flood(EmbeddedDatabase server, Path scenarios, int perRun) {
    this.server = server;
    this.scenarios = scenarios;
    this.perRun = perRun;
  }

  /** What it took, per scenario. */
  record Cost(int scenarios, long heapMegabytes, Meter.Reading used) {
    double ownCpuMillis() {
      return used.ownCpuSeconds() * 1000 / scenarios;
    }

    double databaseCpuMillis() {
      return used.databaseCpuSeconds() * 1000 / scenarios;
    }

    double statements() {
      return (double) used.statements() / scenarios;
    }

    double commits() {
      return (double) used.commits() / scenarios;
    }

    double rowsWritten() {
      return (double) used.rowsWritten() / scenarios;
    }

    double rowsFetched() {
      return (double) used.rowsFetched() / scenarios;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,7d scenarios: %6.1f s, heap %4d MiB; each %5.1f ms CPU and %5.1f ms of the database,"
              + " %5.1f statements, %4.1f commits, %4.1f rows written, %6.1f read",
          scenarios,
          used.wallSeconds(),
          heapMegabytes,
          ownCpuMillis(),
          databaseCpuMillis(),
          statements(),
          commits(),
          rowsWritten(),
          rowsFetched());
    }
  }

  /**
   * As many scenarios, all in flight at the same time, on a database of their own.
   *
   * @throws IllegalStateException when a run does not end well or something is left in the cloud
   */
  Cost of(int size) throws SQLException, InterruptedException {
    var address = server.address("flood_" + ++count);
    var meter = new Meter(address);
    try (PostgresStore store = PostgresStore.open(address, clock)) {
      RunBooks books =
          new RunBooks(
              store.transactions(),
              store.runs(),
              store.ledger(),
              store.journal(),
              store.reports(),
              store.work(),
              store.alerts());
      var agents = new InlineAgents(size, recorder(books), clock);
      var cloud = new QuickCloud(agents::live);
      Meter.Reading before = meter.read();
      var looks = new Looks(reconciler(store.installation().id(), books, cloud), size / perRun);
      try (RunWorkers _ = store.startWorkers(looks, WorkSettings.DEFAULT)) {
        List<RunId> runs = start(new RunService(books, clock), size);
        agents.awaitAll();
        long heap = Meter.heapMegabytes();
        agents.goOn();
        looks.awaitEnds();
        Meter.Reading used = meter.read().since(before);
        check(books, runs, cloud);
        return new Cost(size, heap, used);
      }
    }
  }

  private EventRecorder recorder(RunBooks books) {
    return new EventRecorder(
        books.transactions(), books.journal(), books.ledger(), books.runs(), books.queue(), clock);
  }

  private RunReconciler reconciler(InstallationId installation, RunBooks books, QuickCloud cloud) {
    return new RunReconciler(
        installation,
        QuickCloud.settings(),
        DeletionPolicy.STANDARD,
        books,
        cloud.world(new FolderCatalog(scenarios), cloud.resources(), clock),
        new Retrier(clock, Pauser.system(), new Random(1)),
        clock);
  }

  private List<RunId> start(RunService service, int size) {
    var chosen =
        new FolderCatalog(scenarios)
            .scenarios().stream().map(ScenarioChoice::name).limit(perRun).toList();
    var options = new RunOptions(new Selection.Named(chosen), 1, Duration.ofHours(1), 0);
    return IntStream.range(0, size / chosen.size()).mapToObj(_ -> service.start(options)).toList();
  }

  private static void check(RunBooks books, List<RunId> runs, QuickCloud cloud) {
    if (cloud.size() > 0) {
      throw new IllegalStateException(cloud.size() + " things are left");
    }
    for (RunId id : runs) {
      Run run = books.runs().find(id).orElseThrow();
      if (!(run.conclusion().orElseThrow() instanceof Conclusion.Completed)) {
        throw new IllegalStateException("run %s: %s".formatted(id, run.conclusion()));
      }
    }
  }

  /** Sees runs end without asking the database. */
  private static final class Looks implements RunHandler {
    private final RunHandler reconciler;
    private final Set<RunId> over = ConcurrentHashMap.newKeySet();
    private final CountDownLatch unfinished;

    Looks(RunHandler reconciler, int runs) {
      this.reconciler = reconciler;
      this.unfinished = new CountDownLatch(runs);
    }

    @Override
    public Optional<Instant> handle(RunId id) {
      Optional<Instant> next = reconciler.handle(id);
      if (next.isEmpty() && over.add(id)) {
        unfinished.countDown();
      }
      return next;
    }

    void awaitEnds() throws InterruptedException {
      unfinished.await();
    }
  }
}
