package io.haymaker.main.place;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.LogSettings;
import io.haymaker.main.alert.AlertSettings;
import io.haymaker.main.config.ConfigReader;
import io.haymaker.main.config.ManagedSettings;
import io.haymaker.main.emulated.EmulatedCloud;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.OwnEngine;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The demo's cloud, with an embedded database: all of it on this machine. */
public final class EmulatedSite extends Site {
  private static final Duration LENGTH = Duration.ofSeconds(60);

  private final AgentKind kind;
  private final Optional<AgentPlace.Docker> docker;

  private EmulatedSite(
      Path data,
      Clock clock,
      AgentKind kind,
      Optional<AgentPlace.Docker> docker,
      Optional<InstallationId> known) {
    super(data, clock, known);
    this.kind = kind;
    this.docker = docker;
  }

  /**
   * With agents on the emulator's Container Apps.
   *
   * @param kind as what they run
   */
  public static EmulatedSite onApps(
      Path data, Clock clock, AgentKind kind, Optional<InstallationId> known) {
    return new EmulatedSite(data, clock, kind, Optional.empty(), known);
  }

  /** With agents on a Docker engine, on this machine's own network, where the emulator listens. */
  public static EmulatedSite onEngine(
      Path data, Clock clock, OwnEngine engine, Optional<InstallationId> known) {
    AgentPlace.Docker place =
        engine.place(AgentPlace.Docker.HOST_NETWORK, true, Optional.of(engine.agentImage()));
    return new EmulatedSite(data, clock, AgentKind.JOB, Optional.of(place), known);
  }

  @Override
  public void prepareAgents(Consumer<String> news) {
    docker.ifPresent(place -> OwnEngine.prepare(place, news));
  }

  /** Where the demo keeps its data unless the user says otherwise. */
  public static Path defaultData() {
    return Path.of(System.getProperty("user.home")).resolve(".haymaker");
  }

  @Override
  public RunDefaults defaults() {
    return new RunDefaults(SimulationSize.SMALL, LENGTH, RunDefaults.ownScenarios());
  }

  /** The environment's: there is no file of settings here. */
  @Override
  public List<Schedule> schedules() {
    RunDefaults usual = defaults();
    return ConfigReader.schedules(System.getenv()).stream()
        .map(line -> line.on(usual.size(), usual.duration()))
        .toList();
  }

  @Override
  public String environment() {
    return "demo";
  }

  @Override
  Optional<String> cloudName() {
    return Optional.of("the demo's emulator" + (docker.isPresent() ? ON_ENGINE : ""));
  }

  @Override
  public ManagedSettings managed() {
    return ConfigReader.managed(System.getenv());
  }

  /** The environment's, in the cloud of this machine. */
  @Override
  public List<ScalerSettings> scalers() {
    Map<String, String> environment = System.getenv();
    return ConfigReader.namesScaler(environment)
        ? ConfigReader.scalers(environment, EmulatedCloud.scalerSettings(data(), clock()), clock())
        : List.of();
  }

  @Override
  public Optional<TelemetrySettings> telemetry() {
    return ConfigReader.telemetry(System.getenv());
  }

  @Override
  LogSettings logs() {
    return ConfigReader.logs(System.getenv());
  }

  @Override
  Optional<DatabaseAddress> namedDatabase() {
    return Optional.empty();
  }

  @Override
  Cloud reach(Path folder, boolean beside, Consumer<String> news) {
    Optional<AlertSettings> alerts = ConfigReader.alerts(System.getenv());
    EmulatedCloud cloud = EmulatedCloud.startOrFind(folder, news);
    try {
      ConfigReader.scalerTopic(System.getenv()).ifPresent(topic -> cloud.layTopic(topic, clock()));
      return new Reached(
          cloud,
          cloud.prepare(RunDefaults.ownScenarios(), clock(), kind, docker).withAlerts(alerts),
          beside);
    } catch (RuntimeException | Error e) {
      if (!beside) {
        cloud.stop();
      }
      throw e;
    }
  }

  /** Who works beside another process leaves it its cloud. */
  private record Reached(EmulatedCloud cloud, PlaneSettings settings, boolean beside)
      implements Cloud {
    @Override
    public Optional<String> lost() {
      return cloud.isAlive() ? Optional.empty() : Optional.of("the emulator has ended");
    }

    @Override
    public void close() {
      if (!beside) {
        cloud.stop();
      }
    }
  }
}
