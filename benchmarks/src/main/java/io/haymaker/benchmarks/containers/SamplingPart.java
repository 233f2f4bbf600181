package io.haymaker.benchmarks.containers;

import static io.haymaker.benchmarks.containers.Timing.seconds;

import io.haymaker.benchmarks.Ratio;
import io.haymaker.core.health.HealthSampler;
import io.haymaker.core.health.HealthSettings;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.docker.engine.DockerContainerEngine;
import io.haymaker.docker.engine.EngineSettings;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Processor time of sampling the health of running containers, of the engine and of who samples,
 * above what the same take while nobody does.
 */
final class SamplingPart {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private final BareEngine bare;
  private final Duration window;

  /**
   * @param window how long each way of sampling is watched
   */
  SamplingPart(BareEngine bare, Duration window) {
    this.bare = bare;
    this.window = window;
  }

  /**
   * Processor seconds in each second.
   *
   * @param engine of the engine with containerd and shims
   * @param sampler of who samples
   */
  record Used(double engine, double sampler) {
    Used above(Used idle) {
      return new Used(Math.max(0, engine - idle.engine), Math.max(0, sampler - idle.sampler));
    }

    double all() {
      return engine + sampler;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "engine %.3f s, sampler %.3f s for each second", engine, sampler);
    }
  }

  /**
   * One after the other on the same containers, each above what is used while nobody samples.
   *
   * @param ours of a server that samples at the interval
   * @param stream of {@code docker stats}, left running
   * @param asked of {@code docker stats --no-stream} at each interval
   */
  record Round(Used ours, Used stream, Used asked) {}

  /**
   * @param quiet starts a server that never samples
   * @param sampling starts one, instead, that does at the interval
   */
  Round round(Supplier<Server> quiet, Supplier<Server> sampling) {
    Server idler = quiet.get();
    Used idle = told("nobody samples", watch(() -> Cpu.ofTree(idler.process())));
    Used stream = stream(idle);
    Used asked = asked(idle);
    Server sampler = sampling.get();
    Used ours = told("health sampling", watch(() -> Cpu.ofTree(sampler.process()))).above(idle);
    return new Round(ours, stream, asked);
  }

  static List<Ratio> ratios(List<Round> rounds, int running) {
    return List.of(
        ratio("CPU of sampling %d over docker stats".formatted(running), rounds, Round::stream),
        ratio("the same over docker stats asked as seldom", rounds, Round::asked));
  }

  /** The middle one of the rounds, each with its own yardstick. */
  private static Ratio ratio(String what, List<Round> rounds, Function<Round, Used> yardstick) {
    return Ratio.told(
        what,
        perMinute(Timing.median(rounds, round -> round.ours().all())),
        perMinute(Timing.median(rounds, round -> yardstick.apply(round).all())),
        Timing.median(rounds, round -> round.ours().all() / yardstick.apply(round).all()));
  }

  private static String perMinute(double each) {
    return String.format(Locale.ROOT, "%.2f s/min", each * 60);
  }

  /** What the command does when it is left running: every container once a second. */
  private Used stream(Used idle) {
    try (var stats = DockerStats.start(bare.host())) {
      Naps.of(Duration.ofSeconds(5));
      return told("docker stats", watch(stats::cpu)).above(new Used(idle.engine(), 0));
    }
  }

  /** The command begun anew at each interval. */
  private Used asked(Used idle) {
    double engine = Cpu.ofEngines();
    double sampler = 0;
    long begun = System.nanoTime();
    for (long end = begun + window.toNanos(); System.nanoTime() < end; ) {
      long next = System.nanoTime() + INTERVAL.toNanos();
      sampler += DockerStats.once(bare.host());
      Naps.of(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return told(
            "docker stats, asked",
            new Used((Cpu.ofEngines() - engine) / seconds, sampler / seconds))
        .above(new Used(idle.engine(), 0));
  }

  private Used watch(DoubleSupplier sampler) {
    double engineBefore = Cpu.ofEngines();
    double samplerBefore = sampler.getAsDouble();
    long begun = System.nanoTime();
    Naps.of(window);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Used(
        (Cpu.ofEngines() - engineBefore) / seconds,
        (sampler.getAsDouble() - samplerBefore) / seconds);
  }

  private static Used told(String who, Used used) {
    System.out.printf("  %-20s %s%n", who, used);
    return used;
  }

  /**
   * The time of one cycle: all are measured, and entered in one write.
   *
   * @param data a folder for a database of its own
   */
  List<Ratio> cycle(Path data, int running, int rounds) {
    var engine =
        new DockerContainerEngine(
            bare.engine(), new EngineSettings(installation()), Clock.systemUTC());
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data);
        PostgresStore store = PostgresStore.open(database.address("cycle"), Clock.systemUTC())) {
      var sampler =
          new HealthSampler(
              engine,
              store.health(),
              new HealthSettings(INTERVAL, 1, new HealthThresholds(75, 90)),
              Clock.systemUTC());
      double first = Clients.of(1, 1, _ -> sampler.look()).median();
      var later = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        Naps.of(Server.REMEMBERS_USAGE);
        later[i] = Clients.of(1, 1, _ -> sampler.look()).median();
      }
      double usual = Timing.median(later);
      double interval = INTERVAL.toMillis() / 1e3;
      return List.of(
          Ratio.told(
              "one cycle of sampling %d over its interval".formatted(running),
              seconds(usual),
              seconds(interval),
              usual / interval),
          Ratio.told(
              "the first one, with nothing known before",
              seconds(first),
              seconds(interval),
              first / interval));
    }
  }

  private InstallationId installation() {
    return new InstallationId(
        Objects.requireNonNull(bare.managed().getFirst().getLabels().get("haymaker.installation")));
  }
}
