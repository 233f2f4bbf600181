package io.haymaker.main.config;

import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.instances.ContainerInstancesSettings.RegistryLogin;
import io.haymaker.azure.queue.BusConnection;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.OwnEngine;
import io.haymaker.main.wiring.ScalerPlace;
import io.haymaker.main.wiring.ScalerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Of the values: the queue scalers. */
final class ScalerAssembler {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final double MILLIS = 1000;

  private final Values shared;
  private final Values own;

  /**
   * @param shared the cloud and the login
   * @param own all else
   */
  private ScalerAssembler(Values shared, Values own) {
    this.shared = shared;
    this.own = own;
  }

  /** The scaler of the plain settings first, where they name one. */
  static List<ScalerSettings> all(Values values) {
    var scalers = new ArrayList<ScalerSettings>();
    if (values.has(ScalerKeys.IMAGE)) {
      scalers.add(new ScalerAssembler(values, values).settings(values.get(ScalerKeys.NAME)));
    }
    values
        .scalers()
        .forEach((name, own) -> scalers.add(new ScalerAssembler(values, own).settings(name)));
    return scalers;
  }

  private ScalerSettings settings(ScalerName name) {
    return new ScalerSettings(
        name,
        azure(),
        place(),
        queue(),
        own.find(ScalerKeys.SKIPPED).<Set<String>>map(Set::copyOf).orElseGet(Set::of),
        new ScalerSettings.Containers(
            own.get(ScalerKeys.IMAGE),
            own.get(ScalerKeys.PREFIX),
            own.passedOn(),
            own.find(ScalerKeys.SUBSCRIPTION_VARIABLE)),
        attempts(),
        sizing(),
        new ScalerSettings.Pace(
            own.get(ScalerPaceKeys.CAPACITY),
            own.get(ScalerPaceKeys.WIDTH),
            own.get(ScalerPaceKeys.PAGE),
            own.get(ScalerPaceKeys.CONFIRM)),
        new Scaler.Orphans(
            own.get(ScalerPaceKeys.ORPHANS),
            own.get(ScalerPaceKeys.ORPHAN_PAGE),
            own.get(ScalerPaceKeys.ORPHAN_CHECKS),
            Duration.ofMillis(Math.round(own.get(ScalerPaceKeys.ORPHAN_INTERVAL) * MILLIS))),
        own.get(ScalerPaceKeys.INTERVAL));
  }

  private Backoff attempts() {
    Duration first = own.get(ScalerPaceKeys.RETRY_WAIT);
    return new Backoff(
        own.get(ScalerPaceKeys.ATTEMPTS),
        first,
        first.compareTo(LONGEST_WAIT) > 0 ? first : LONGEST_WAIT);
  }

  private SizingRule sizing() {
    Optional<SizingRule.Steps> steps = own.find(ScalerPaceKeys.STEPS);
    return steps.isPresent()
        ? steps.get()
        : new SizingRule.Linear(
            own.get(ScalerPaceKeys.CPU),
            own.get(ScalerPaceKeys.MULTIPLIER),
            own.get(ScalerPaceKeys.LEAST_MEMORY),
            own.get(ScalerPaceKeys.MOST_MEMORY));
  }

  private QueueSettings queue() {
    return QueueSettings.of(
        own.get(ScalerKeys.CONNECTION_STRING),
        own.get(ScalerKeys.TOPIC),
        own.find(ScalerKeys.NAMESPACE),
        shared.get(CloudKeys.SUBSCRIPTION),
        own.get(ScalerKeys.GROUP));
  }

  private AzureSettings azure() {
    return AzureSettings.withoutVault(
        shared.find(CloudKeys.TENANT),
        shared.get(CloudKeys.SUBSCRIPTION),
        login(),
        new Assembler(shared).endpoints(),
        shared.find(CloudKeys.CA_FILE));
  }

  private AzureLogin login() {
    if (shared.is(CloudKeys.LOGIN, CloudKeys.MANAGED_IDENTITY)) {
      return new AzureLogin.ManagedIdentity(shared.find(CloudKeys.CLIENT));
    }
    return shared.has(CloudKeys.CLIENT) && shared.has(CloudKeys.SECRET)
        ? new AzureLogin.ClientSecret(shared.get(CloudKeys.CLIENT), shared.get(CloudKeys.SECRET))
        : new AzureLogin.Surroundings();
  }

  private ScalerPlace place() {
    return switch (own.get(ScalerKeys.RUNTIME)) {
      case ScalerKeys.DOCKER ->
          new ScalerPlace.Engine(
              OwnEngine.at(shared.get(ContainerKeys.DOCKER_HOST)),
              shared.find(ContainerKeys.DOCKER_NETWORK).orElseGet(this::network));
      case ScalerKeys.APPS -> new ScalerPlace.Apps(new AgentAssembler(shared).jobs());
      default -> new ScalerPlace.Instances(instances());
    };
  }

  /** A bus on this machine's loopback address is reached from its own network only. */
  private String network() {
    BusConnection bus = BusConnection.of(own.get(ScalerKeys.CONNECTION_STRING));
    return AgentAssembler.isLoopback(URI.create("sb://" + bus.address()).getHost())
        ? AgentPlace.Docker.HOST_NETWORK
        : AgentPlace.Docker.BRIDGE;
  }

  private ContainerInstancesSettings instances() {
    return new ContainerInstancesSettings(
        own.get(ScalerKeys.GROUP),
        own.get(ScalerKeys.LOCATION),
        ContainerInstancesSettings.LARGEST,
        registry(),
        own.find(ScalerKeys.IDENTITY_OF_CONTAINERS).map(Set::of).orElseGet(Set::of),
        own.find(ScalerKeys.SUBNET),
        Optional.of(own.get(ScalerKeys.PREFIX)));
  }

  private Optional<RegistryLogin> registry() {
    return own.find(ScalerKeys.REGISTRY)
        .map(
            server ->
                own.find(ScalerKeys.REGISTRY_IDENTITY)
                    .<RegistryLogin>map(id -> new RegistryLogin.ByIdentity(server, id))
                    .orElseGet(
                        () ->
                            new RegistryLogin.ByPassword(
                                server,
                                own.get(ScalerKeys.REGISTRY_USER),
                                own.get(ScalerKeys.REGISTRY_PASSWORD))));
  }
}
