package io.haymaker.benchmarks.containers;

import io.haymaker.benchmarks.BenchOptions;
import io.haymaker.benchmarks.Benchmark;
import io.haymaker.benchmarks.Ratio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Managed containers: starting and removing, listing, measuring. Leaves nothing behind, also when
 * it is interrupted.
 */
public final class ContainersBenchmark implements Benchmark {
  private static final int CHURNED = 100;
  private static final int DESIRED = 50;
  private static final int SOME = 50;
  private static final int MANY = 200;
  private static final int LOOKS = 200;
  private static final int WARM_UPS = 10;
  private static final Duration SETTLING = Duration.ofSeconds(12);
  private static final Duration WINDOW = Duration.ofSeconds(30);

  /** So seldom that it is not seen here. */
  private static final String NEVER = "86400";

  private final Path home;
  private final BenchOptions options;

  /**
   * @param home of the product, where its launcher is
   */
  public ContainersBenchmark(Path home, BenchOptions options) {
    this.home = home;
    this.options = options;
  }

  @Override
  public List<Ratio> run() {
    try (var stage = Stage.open(home)) {
      var ratios = new ArrayList<Ratio>();
      Server server = stage.server(interval(NEVER));
      warmUp(stage.engine(), server);
      ratios.addAll(churned(stage.engine(), server));
      ratios.addAll(lookedAt(stage.engine(), server));
      if (options.wants("sampling")) {
        ratios.addAll(sampled(stage, server));
      }
      return ratios;
    }
  }

  private static Map<String, String> interval(String seconds) {
    return Map.of("HEALTH_INTERVAL_SECONDS", seconds);
  }

  private List<Ratio> churned(BareEngine bare, Server server) {
    var ratios = new ArrayList<Ratio>();
    if (options.wants("churn")) {
      var churn = new ChurnPart(bare, server, options.scaled(CHURNED), options.rounds());
      ratios.addAll(churn.ofOne());
      ratios.addAll(churn.ofMany());
    }
    if (options.wants("desired")) {
      ratios.addAll(
          new ChurnPart(bare, server, options.scaled(DESIRED), options.rounds()).inOneCall());
    }
    return ratios;
  }

  private List<Ratio> lookedAt(BareEngine bare, Server server) {
    var ratios = new ArrayList<Ratio>();
    if (!options.wants("lists") && !options.wants("resources")) {
      return ratios;
    }
    var look = new LookPart(bare, server, options.scaled(LOOKS), options.rounds());
    if (options.wants("lists")) {
      ratios.addAll(look.with(0));
    }
    server.ensure(bare.image(), options.scaled(SOME));
    if (options.wants("lists")) {
      ratios.addAll(look.with(options.scaled(SOME)));
    }
    if (options.wants("resources")) {
      ratios.addAll(look.resources(options.scaled(SOME)));
    }
    if (options.wants("lists")) {
      server.ensure(bare.image(), options.scaled(MANY));
      ratios.addAll(look.with(options.scaled(MANY)));
    }
    return ratios;
  }

  /** The same containers: in each round a server that never samples, then one that does. */
  private List<Ratio> sampled(Stage stage, Server server) {
    BareEngine bare = stage.engine();
    int running = options.scaled(MANY);
    server.ensure(bare.image(), running);
    var sampling = new SamplingPart(bare, WINDOW);
    var rounds = new ArrayList<SamplingPart.Round>();
    for (int i = 0; i < options.rounds(); i++) {
      rounds.add(
          sampling.round(
              () -> settled(stage, NEVER),
              () -> settled(stage, Long.toString(SamplingPart.INTERVAL.toSeconds()))));
    }
    stage.server(interval(NEVER));
    var ratios = new ArrayList<>(SamplingPart.ratios(rounds, running));
    ratios.addAll(sampling.cycle(stage.folder("cycle"), running, options.rounds()));
    return ratios;
  }

  /** A new server, whose memory of the last listing and of the events has settled. */
  private static Server settled(Stage stage, String seconds) {
    Server server = stage.server(interval(seconds));
    Naps.of(SETTLING);
    return server;
  }

  /** The first time, the code itself is slow, and a container's kind has to prove itself. */
  private static void warmUp(BareEngine bare, Server server) {
    for (int i = 0; i < WARM_UPS; i++) {
      server.remove(server.startOne(bare.image()));
      bare.remove(bare.start());
      server.list();
    }
  }
}
