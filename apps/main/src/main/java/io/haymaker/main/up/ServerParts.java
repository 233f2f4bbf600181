package io.haymaker.main.up;

import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunStore;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.place.CloudlessGround;
import io.haymaker.main.place.Ground;
import io.haymaker.main.place.Parts;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.Site;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.health.HealthChecks;
import io.haymaker.server.health.PartHealth;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.telemetry.Telemetry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the server consists of, each part started after those that it needs and closed before them:
 * the database, and on it the parts that there is a configuration for.
 */
final class ServerParts implements AutoCloseable {
  private final Parts opened = new Parts();
  private final List<ServerPart> parts = new ArrayList<>();
  private final PostgresStore store;
  private final Optional<RunsPart> runs;
  private final ContainersPart containers;
  private final ScalersPart scalers;

  private ServerParts(Ground ground, Telemetry telemetry, Consumer<String> news, Clock clock) {
    try {
      switch (ground) {
        case Site site -> {
          List<Schedule> schedules = site.schedules();
          Place place = opened.add(site.take(news));
          this.store = place.store();
          watch(store, telemetry);
          this.runs = Optional.of(start(RunsPart.start(place, site.defaults(), schedules, clock)));
        }
        case CloudlessGround bare -> {
          this.store = opened.add(bare.take(news)).store();
          watch(store, telemetry);
          this.runs = Optional.empty();
          news.accept("no cloud is configured: no runs, no schedules");
        }
      }
      this.containers =
          start(ContainersPart.start(store, ground.managed(), System.getenv(), clock));
      this.scalers = start(ScalersPart.start(store, ground.scalers(), clock));
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Starts everything.
   *
   * @param telemetry sees all that is done
   * @param news gets lines for the user
   */
  static ServerParts start(Ground ground, Telemetry telemetry, Consumer<String> news, Clock clock) {
    return new ServerParts(ground, telemetry, news, clock);
  }

  private static void watch(PostgresStore store, Telemetry telemetry) {
    RunStore runs = store.runs();
    store.watchLooks(telemetry.looks(run -> runs.find(run).map(Run::phase).map(Phase::wireName)));
  }

  private <T extends ServerPart> T start(T part) {
    parts.add(part);
    return opened.add(part);
  }

  PostgresStore store() {
    return store;
  }

  Optional<RunsPart> runs() {
    return runs;
  }

  ContainersPart containers() {
    return containers;
  }

  ScalersPart scalers() {
    return scalers;
  }

  /** How the database and each part are doing. */
  HealthChecks health() {
    var checks = new LinkedHashMap<String, HealthCheck>();
    checks.put(
        HealthChecks.POSTGRESQL,
        () ->
            store.answers()
                ? PartHealth.healthy("it answers")
                : PartHealth.unhealthy("it does not answer"));
    parts.forEach(part -> checks.putAll(part.checks()));
    return new HealthChecks(checks);
  }

  Measures measures() {
    return parts.stream()
        .map(ServerPart::measures)
        .reduce(new StoreMeasures(store::answers, store::choreLags).all(), Measures::and);
  }

  /** What a part has lost for good, in words; empty while all is well. */
  Optional<String> lost() {
    return parts.stream().flatMap(part -> part.lost().stream()).findFirst();
  }

  @Override
  public void close() {
    opened.close();
  }
}
