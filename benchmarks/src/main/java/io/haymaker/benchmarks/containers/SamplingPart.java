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

  /** What is used in each second while nobody samples. */
  Used idle(Server server) {
    return told("nobody samples", watch(() -> Cpu.ofTree(server.process())));
  }

  /**
   * @param server samples at the interval
   * @param idle from a server that does not
   */
  List<Ratio> ratios(Server server, int running, Used idle) {
    Used ours = told("health sampling", watch(() -> Cpu.ofTree(server.process()))).above(idle);
    return List.of(
        ratio("CPU of sampling %d over docker stats".formatted(running), ours, stream(idle)),
        ratio("the same over docker stats asked as seldom", ours, asked(idle)));
  }

  private static Ratio ratio(String what, Used ours, Used theirs) {
    return Ratio.told(
        what, perMinute(ours.all()), perMinute(theirs.all()), ours.all() / theirs.all());
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
