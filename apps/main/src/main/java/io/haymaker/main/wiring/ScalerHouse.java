package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.docker.runtime.DockerRuntime;
import io.haymaker.docker.runtime.DockerSettings;
import io.haymaker.docker.runtime.Rights;
import io.haymaker.postgres.PostgresStore;
import java.security.SecureRandom;
import java.time.Clock;

/** A queue scaler's world, wired; nothing happens by itself in it. */
public final class ScalerHouse implements AutoCloseable {
  /** Its containers are told no secret of a vault. */
  private static final SecretReader NO_SECRETS =
      _ -> Look.couldNotLook("NoVault", "a scaler reads no vault");

  private final ScalerSettings settings;
  private final ScalerWorld world;
  private final ServiceBusQueues queues;

  private ScalerHouse(ScalerSettings settings, ScalerWorld world, ServiceBusQueues queues) {
    this.settings = settings;
    this.world = world;
    this.queues = queues;
  }

  /**
   * Makes no call yet.
   *
   * @param store stays the caller's to close, after this
   */
  public static ScalerHouse open(ScalerSettings settings, PostgresStore store, Clock clock) {
    // AMQP takes its trust from nowhere else.
    settings.azure().caFile().ifPresent(BusTrust::adopt);
    InstallationId installation = store.installation().id();
    var cloud = new AzureCloud(settings.azure(), clock, store.tokens());
    ContainerRuntime runtime = runtime(settings.place(), cloud, installation);
    ServiceBusQueues queues = cloud.messageQueues(settings.queue());
    return new ScalerHouse(
        settings,
        new ScalerWorld(
            settings.scaler(runtime.capabilities()),
            installation,
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, Pauser.system(), new SecureRandom()),
            clock),
        queues);
  }

  private static ContainerRuntime runtime(
      ScalerPlace place, AzureCloud cloud, InstallationId installation) {
    return switch (place) {
      case ScalerPlace.Instances(var where) ->
          cloud.containerInstances(where, NO_SECRETS, installation);
      case ScalerPlace.Apps(var where) -> cloud.containerApps(where, installation);
      case ScalerPlace.Engine(var engine, String network) ->
          new DockerRuntime(
              engine,
              new DockerSettings(network, Rights.STRICT, DockerSettings.secretsOf(installation)),
              installation,
              NO_SECRETS);
    };
  }

  public ScalerSettings settings() {
    return settings;
  }

  public ScalerWorld world() {
    return world;
  }

  /** Ends the connection to the bus. What runs goes on. */
  @Override
  public void close() {
    queues.close();
  }
}
