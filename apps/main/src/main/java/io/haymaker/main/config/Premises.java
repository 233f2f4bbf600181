package io.haymaker.main.config;

import io.haymaker.main.LogSettings;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is configured whatever the cloud is.
 *
 * @param database the PostgreSQL to use; an embedded one under {@code data} unless it is given
 * @param data the folder for logs and the embedded database
 * @param managed what there is to say of managed containers
 * @param scalers the queue scalers, the environment's first; none where none is named
 * @param logs where the log goes
 * @param telemetry where traces and metrics are sent to; empty = nowhere
 */
public record Premises(
    Optional<DatabaseAddress> database,
    Path data,
    ManagedSettings managed,
    List<ScalerSettings> scalers,
    LogSettings logs,
    Optional<TelemetrySettings> telemetry) {
  public Premises {
    scalers = List.copyOf(scalers);
  }
}
