package io.haymaker.server;

import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.server.health.HealthChecks;
import java.time.Duration;
import java.util.Optional;

/**
 * What the API is about: all that its controllers use.
 *
 * @param runs empty where no cloud is configured; the API then says so
 */
public record ServerWorld(ApiKeys keys, HealthChecks health, Optional<Runs> runs) {

  /**
   * Runs, as the API sees them.
   *
   * @param duration how long agents operate unless the caller says otherwise
   */
  public record Runs(RunBooks books, RunService service, Duration duration) {}
}
