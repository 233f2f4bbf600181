package io.haymaker.main.wiring;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.instances.RegionQuota;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.Capabilities;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scaler.PlatformRoom;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.postgres.PostgresStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** A queue scaler's world, wired; nothing happens by itself in it. */
public final class ScalerHouse implements AutoCloseable {
  /** Its containers are told no secret of a vault. */
  private static final SecretReader NO_SECRETS =
      _ -> Look.couldNotLook("NoVault", "a scaler reads no vault");

  private final ScalerSettings settings;
  private final ScalerWorld world;
  private final ServiceBusQueues queues;
  private final Optional<RegionQuota> quota;

  private ScalerHouse(
      ScalerSettings settings,
      ScalerWorld world,
      ServiceBusQueues queues,
      Optional<RegionQuota> quota) {
    this.settings = settings;
    this.world = world;
    this.queues = queues;
    this.quota = quota;
  }

  /**
   * Asks an engine whether it can be used; else makes no call yet.
   *
   * @param store stays the caller's to close, after this
   * @throws io.haymaker.main.CommandFailure as a wrong use when containers are to run on an engine
   *     that does not answer, or does not have their image
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
            settings.scaler(capabilities(settings, runtime)),
            installation,
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, Pauser.system(), new SecureRandom()),
            clock),
        queues,
        quota(settings, cloud));
  }

  private static ContainerRuntime runtime(
      ScalerPlace place, AzureCloud cloud, InstallationId installation) {
    return switch (place) {
      case ScalerPlace.Instances(var where) ->
          cloud.containerInstances(where, NO_SECRETS, installation);
      case ScalerPlace.Apps(var where) -> cloud.containerApps(where, installation);
      case ScalerPlace.Engine(OwnEngine own, String network) ->
          own.runtime(network, installation, NO_SECRETS);
    };
  }

  /** Of Container Instances alone: elsewhere nobody counts containers of a subscription. */
  private static Optional<RegionQuota> quota(ScalerSettings settings, AzureCloud cloud) {
    return switch (settings.place()) {
      case ScalerPlace.Instances(var where) ->
          Optional.of(
              new RegionQuota(
                  cloud.containerInstancesUsage(),
                  where.location(),
                  settings.sizing().mostCpuCores()));
      case ScalerPlace.Apps _, ScalerPlace.Engine _ -> Optional.empty();
    };
  }

  /** An engine takes containers that are larger than its machine, and never runs them. */
  private static Capabilities capabilities(ScalerSettings settings, ContainerRuntime runtime) {
    return switch (settings.place()) {
      case ScalerPlace.Instances _, ScalerPlace.Apps _ -> runtime.capabilities();
      case ScalerPlace.Engine(OwnEngine own, String _) ->
          runtime
              .capabilities()
              .upTo(own.requireImage("SCALER_RUNTIME is docker", settings.containers().image()));
    };
  }

  public ScalerSettings settings() {
    return settings;
  }

  public ScalerWorld world() {
    return world;
  }

  /**
   * Asks the platform whether its quota has room for more containers; empty where it has none.
   *
   * @param containers how many there may be beside those that are there, 0 or more
   */
  public Optional<PlatformRoom> roomFor(int containers) {
    return quota.map(check -> check.roomFor(containers));
  }

  /** Ends the connection to the bus. What runs goes on. */
  @Override
  public void close() {
    queues.close();
  }
}
