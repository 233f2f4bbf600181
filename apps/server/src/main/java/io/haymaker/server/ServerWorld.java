package io.haymaker.server;

import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.endpoint.EndpointStore;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.health.HealthReader;
import io.haymaker.core.health.HealthRecords;
import io.haymaker.core.replica.ContainerService;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.watch.ContainerHistory;
import io.haymaker.server.health.HealthChecks;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.wire.ApiFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What the API is about: all that its controllers use.
 *
 * @param measures what becomes metrics
 * @param containers empty where none are managed; the API then says so
 * @param runs empty where no cloud is configured; the API then says so
 * @param scalers of none where none is configured
 */
public record ServerWorld(
    ApiKeys keys,
    HealthChecks health,
    Measures measures,
    Optional<Runs> runs,
    Optional<Managed> containers,
    EndpointStore endpoints,
    ScalerDesk scalers) {

  /**
   * Managed containers, as the API sees them.
   *
   * @param health measures now
   * @param records what was measured before
   */
  public record Managed(
      ContainerService service,
      ContainerEngine engine,
      ContainerHistory history,
      HealthReader health,
      HealthRecords records) {}

  /**
   * @throws ApiFailure when this server has no containers
   */
  public Managed managed() {
    return containers.orElseThrow(
        () -> ApiFailure.unavailable("this server manages no containers"));
  }

  /**
   * Runs, as the API sees them.
   *
   * @param duration how long agents operate unless the caller says otherwise
   */
  public record Runs(RunBooks books, RunService service, Duration duration) {}
}
