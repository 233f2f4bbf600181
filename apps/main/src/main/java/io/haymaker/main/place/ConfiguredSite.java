package io.haymaker.main.place;

import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.LogSettings;
import io.haymaker.main.config.Configuration;
import io.haymaker.main.config.ManagedSettings;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.OwnEngine;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The cloud and the database that the configuration names. */
final class ConfiguredSite extends Site {
  static final String ENVIRONMENT = "prod";

  private final Configuration configuration;

  ConfiguredSite(
      Configuration configuration, Path data, Clock clock, Optional<InstallationId> known) {
    super(data, clock, known);
    this.configuration = configuration;
  }

  @Override
  public void prepareAgents(Consumer<String> news) {
    if (configuration.plane().agents() instanceof AgentPlace.Docker place) {
      OwnEngine.prepare(place, news);
    }
  }

  @Override
  public RunDefaults defaults() {
    return new RunDefaults(
        configuration.runs().size(),
        configuration.runs().duration(),
        configuration.plane().scenarios());
  }

  @Override
  public List<Schedule> schedules() {
    return configuration.schedules();
  }

  @Override
  public String environment() {
    return ENVIRONMENT;
  }

  @Override
  Optional<String> cloudName() {
    AzureSettings azure = configuration.plane().azure();
    String tenant = "tenant %s, subscription %s".formatted(azure.tenantId(), azure.subscription());
    return Optional.of(
        configuration.plane().agents() instanceof AgentPlace.Docker ? tenant + ON_ENGINE : tenant);
  }

  @Override
  public ManagedSettings managed() {
    return configuration.premises().managed();
  }

  @Override
  public Optional<TelemetrySettings> telemetry() {
    return configuration.premises().telemetry();
  }

  @Override
  public List<ScalerSettings> scalers() {
    return configuration.premises().scalers();
  }

  @Override
  LogSettings logs() {
    return configuration.premises().logs();
  }

  @Override
  Optional<DatabaseAddress> namedDatabase() {
    return configuration.premises().database();
  }

  @Override
  Cloud reach(Path folder, boolean beside, Consumer<String> news) {
    // AMQP takes its trust from nowhere else.
    configuration.caFile().ifPresent(BusTrust::adopt);
    return new Reached(configuration.plane());
  }

  /** Nothing of it is ours to start or to end. */
  private record Reached(PlaneSettings settings) implements Cloud {
    @Override
    public Optional<String> lost() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
