package io.haymaker.main.up;

import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.health.HealthReader;
import io.haymaker.core.health.HealthSampler;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.AutoscaleSettings;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaStore;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.watch.EventKeeper;
import io.haymaker.docker.engine.DockerContainerEngine;
import io.haymaker.docker.engine.EngineSettings;
import io.haymaker.main.config.ManagedSettings;
import io.haymaker.main.place.Parts;
import io.haymaker.main.wiring.EngineDoor;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.WorkSettings;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.health.HealthCheck;
import io.haymaker.server.health.HealthChecks;
import io.haymaker.server.health.PartHealth;
import io.haymaker.server.measure.Measures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Managed containers: keeps as many as are wanted, keeps their events, and samples their health.
 * The engine may be away, also when this starts.
 */
final class ContainersPart implements ServerPart {
  private final Parts opened = new Parts();
  private final EngineDoor door;
  private final ContainerEngine engine;
  private final EventKeeper events;
  private final Replicas replicas;
  private final ReplicaStore wanted;
  private final ServerWorld.Managed served;

  private ContainersPart(
      PostgresStore store, ManagedSettings settings, Map<String, String> environment, Clock clock) {
    try {
      InstallationId installation = store.installation().id();
      door = opened.add(EngineDoor.open(environment));
      engine = new DockerContainerEngine(door.engine(), new EngineSettings(installation), clock);
      wanted = store.replicas();
      replicas =
          new Replicas(
              new ReplicaBooks(
                  store.transactions(), wanted, store.loads(), store.journal(), store.chores()),
              new ReplicaWorld(
                  installation, engine, settings(settings.scaling()), clock, Pauser.system()));
      opened.add(
          store.startChores(
              List.of(
                  replicas.reconciler(),
                  new HealthSampler(engine, store.health(), settings.health(), clock)),
              WorkSettings.DEFAULT));
      events =
          opened.add(
              EventKeeper.start(
                  engine, store.containerHistory(), replicas::happened, clock, Pauser.system()));
      served =
          new ServerWorld.Managed(
              replicas.service(),
              engine,
              store.containerHistory(),
              new HealthReader(engine, settings.health().thresholds()),
              store.health());
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static ReplicaSettings settings(AutoscaleSettings scaling) {
    ReplicaSettings usual = ReplicaSettings.DEFAULT;
    return new ReplicaSettings(usual.startGrace(), usual.stopGrace(), usual.width(), scaling);
  }

  /**
   * @param store stays the caller's to close, after this
   */
  static ContainersPart start(
      PostgresStore store, ManagedSettings settings, Map<String, String> environment, Clock clock) {
    return new ContainersPart(store, settings, environment, clock);
  }

  ServerWorld.Managed served() {
    return served;
  }

  @Override
  public Optional<String> lost() {
    return Optional.empty();
  }

  @Override
  public Map<String, HealthCheck> checks() {
    return Map.of(
        HealthChecks.DOCKER, this::engineHealth, HealthChecks.CONTAINER_MANAGER, this::ownHealth);
  }

  @Override
  public Measures measures() {
    return new ContainerMeasures(
            () -> engine.host() instanceof Look.Found<HostFacts>,
            events.tally(),
            replicas.tally(),
            wanted)
        .all();
  }

  private PartHealth engineHealth() {
    return switch (engine.host()) {
      case Look.Found<HostFacts> _ -> PartHealth.healthy("it answers");
      case Look.Absent<HostFacts> _ -> PartHealth.unhealthy("it does not tell of its machine");
      case Look.CouldNotLook<HostFacts>(Problem _) -> away("it does not answer");
    };
  }

  private PartHealth ownHealth() {
    return events
        .trouble()
        .map(_ -> away("the engine's events are not read"))
        .orElseGet(() -> PartHealth.healthy("containers are watched"));
  }

  /** Nobody asked for containers on a machine without an engine. */
  private PartHealth away(String message) {
    return door.isNowhere()
        ? new PartHealth(PartHealth.Status.ABSENT, "this machine has no engine")
        : PartHealth.unhealthy(message);
  }

  @Override
  public void close() {
    opened.close();
  }
}
