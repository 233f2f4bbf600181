package io.haymaker.main.wiring;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.health.HealthSampler;
import io.haymaker.core.health.HealthSettings;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.time.Clock;
import java.util.List;

/**
 * Samples the health of managed containers until it is closed. Of all processes on the database one
 * does so at a time.
 */
public final class HealthKeeper implements AutoCloseable {
  private final ChoreWorkers workers;

  private HealthKeeper(ChoreWorkers workers) {
    this.workers = workers;
  }

  /**
   * Starts it, whether the engine is there or not.
   *
   * @param store stays the caller's to close, after this
   */
  public static HealthKeeper start(
      PostgresStore store, ContainerEngine engine, HealthSettings settings, Clock clock) {
    return new HealthKeeper(
        store.startChores(
            List.of(new HealthSampler(engine, store.health(), settings, clock)),
            WorkSettings.DEFAULT));
  }

  @Override
  public void close() {
    workers.close();
  }
}
