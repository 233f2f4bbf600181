package io.haymaker.main.place;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.main.LogSettings;
import io.haymaker.main.config.ManagedSettings;
import io.haymaker.main.config.Premises;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A ground without any cloud. Its data folder may get one later. */
public final class CloudlessGround extends Ground {
  private final Premises premises;

  CloudlessGround(Premises premises, Path data, Clock clock, Optional<InstallationId> known) {
    super(data, clock, known);
    this.premises = premises;
  }

  @Override
  public String environment() {
    return ConfiguredSite.ENVIRONMENT;
  }

  @Override
  public ManagedSettings managed() {
    return premises.managed();
  }

  @Override
  public Optional<TelemetrySettings> telemetry() {
    return premises.telemetry();
  }

  @Override
  public List<ScalerSettings> scalers() {
    return premises.scalers();
  }

  @Override
  LogSettings logs() {
    return premises.logs();
  }

  @Override
  Optional<DatabaseAddress> namedDatabase() {
    return premises.database();
  }

  @Override
  Optional<String> cloudName() {
    return Optional.empty();
  }
}
