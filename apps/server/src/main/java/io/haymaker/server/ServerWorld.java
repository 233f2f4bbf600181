package io.haymaker.server;

import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.run.RunService;
import io.haymaker.server.health.HealthChecks;
import java.time.Duration;

/** What the API is about: all that its controllers use. */
public record ServerWorld(
    RunBooks books, RunService runs, ApiKeys keys, HealthChecks health, Defaults defaults) {

  /**
   * What a run is unless its caller says otherwise.
   *
   * @param duration how long agents operate
   */
  public record Defaults(Duration duration) {}
}
