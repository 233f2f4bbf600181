package io.haymaker.main.emulated;

import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.AzureEndpoints;
import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusSettings;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.groundwork.Groundwork;
import io.haymaker.azure.groundwork.Groundwork.Laid;
import io.haymaker.azure.groundwork.GroundworkPlan;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import io.haymaker.core.cleanup.DeletionPolicy;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.run.AgentSizes;
import io.haymaker.core.run.RunSettings;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scaler.QueueDepth;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.core.sweep.OrphanSweep.SweepTimes;
import io.haymaker.docker.agent.AgentImage;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.wiring.AgentPlace;
import io.haymaker.main.wiring.AuthorityText;
import io.haymaker.main.wiring.CheckSettings;
import io.haymaker.main.wiring.PlaneSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's tenant: what its people would have set up before the first run. */
final class DemoCloud {
  private static final String GROUP = "haymaker-demo";
  private static final String ALL_MESSAGES = "all";
  private static final String PROFILE_TYPE = "E16";
  private static final int CORES_PER_AGENT = 16;

  /** An agent's own memory is below 100 MB; its scripts have the rest. */
  private static final ContainerSize ON_ENGINE = new ContainerSize(1, 0.25);

  private static final GroundworkPlan.Profile PROFILE =
      new GroundworkPlan.Profile("agents", PROFILE_TYPE, 0, SimulationSize.LARGE.scenarios());

  private final EmulatorFile emulator;
  private final AzureSettings azure;
  private final AzureCloud cloud;
  private final GroundworkPlan plan;

  DemoCloud(EmulatorFile emulator, Clock clock) {
    this.emulator = emulator;
    this.azure =
        new AzureSettings(
            emulator.tenantId(),
            List.of(emulator.subscriptionId()),
            new AzureLogin.ClientSecret(emulator.clientId(), emulator.clientSecret()),
            AzureEndpoints.of(
                emulator.armEndpoint(), emulator.authorityHost(), emulator.graphEndpoint()),
            URI.create(emulator.keyVaultUrl()),
            Optional.of(emulator.caFile()));
    this.cloud = new AzureCloud(azure, clock);
    this.plan =
        new GroundworkPlan(
            GROUP,
            emulator.location(),
            "haymaker-vnet",
            "containers",
            "haymaker-agents",
            "haymaker-environment",
            PROFILE);
  }

  /** Azure's own quota holds three agents of 64 GB: such a tenant would have asked for more. */
  DemoCloud withQuotaForAll() {
    new EmulatorControl(emulator)
        .raiseQuota(
            "ManagedEnvironmentMemoryOptimizedCores", (long) CORES_PER_AGENT * PROFILE.maximum());
    return this;
  }

  /**
   * Sets the tenant up where it is not yet, and says how a control plane works in it.
   *
   * @throws CommandFailure when the cloud refuses something
   */
  PlaneSettings prepare(Path scenarios) {
    // AMQP takes its trust from nowhere else.
    BusTrust.adopt(emulator.caFile());
    Groundwork groundwork = cloud.groundwork();
    ResourceId vault = vault(groundwork);
    Laid laid =
        switch (groundwork.lay(plan, vault)) {
          case Outcome.Done<Laid>(Laid done) -> done;
          case Outcome.Refused<Laid> refused -> throw refused(refused.problem().toString());
          case Outcome.Busy<Laid> busy -> throw refused(busy.problem().toString());
          case Outcome.Unknown<Laid> unknown -> throw refused(unknown.problem().toString());
        };
    return new PlaneSettings(
        azure,
        new AgentPlace.ContainerApps(
            new ContainerAppsSettings(
                GROUP,
                emulator.location(),
                laid.environment().value(),
                PROFILE.name(),
                laid.identity().value(),
                image(),
                ContainerAppsSettings.FLOOR,
                Optional.of(emulator.containerRegistry()),
                new ContainerAppsSettings.Network(GROUP, plan.vnetName(), plan.subnetName()),
                AgentKind.JOB),
            PROFILE_TYPE),
        BusSettings.standard(emulator.serviceBusNamespace()).withMaxWait(Duration.ofSeconds(2)),
        runs(
            image(),
            ContainerAppsSettings.FLOOR,
            Map.of("HAYMAKER_CA_FILE", emulator.caFile().toString())),
        deletion(),
        scenarios,
        CheckSettings.STANDARD,
        Optional.empty(),
        SweepTimes.STANDARD);
  }

  /**
   * Makes the topic of a queue scaler where it is missing, and where it has no subscription one
   * that all its messages come to.
   *
   * @throws CommandFailure when the cloud refuses it
   */
  void layTopic(String topic) {
    var settings =
        QueueSettings.of(
            emulator.serviceBusConnectionString(),
            topic,
            Optional.empty(),
            emulator.subscriptionId(),
            busGroup());
    try (ServiceBusQueues queues = cloud.messageQueues(settings)) {
      if (queues.subscriptions() instanceof Listing.Complete<QueueDepth>(List<QueueDepth> there)
          && !there.isEmpty()) {
        return;
      }
    }
    cloud
        .events(bus(topic))
        .prepare()
        .obstacle()
        .ifPresent(
            problem -> {
              throw refused("topic %s: %s".formatted(topic, problem));
            });
  }

  /** The name of the group that the bus is in. */
  String busGroup() {
    return switch (cloud.events(bus("any")).topic()) {
      case Look.Found<ResourceId>(ResourceId topic) -> topic.groupName().orElseThrow();
      case Look.Absent<ResourceId> _ -> throw refused("it has no bus");
      case Look.CouldNotLook<ResourceId>(Problem problem) -> throw refused(problem.toString());
    };
  }

  private BusSettings bus(String topic) {
    BusSettings usual = BusSettings.standard(emulator.serviceBusNamespace());
    return new BusSettings(
        usual.namespace(),
        topic,
        ALL_MESSAGES,
        usual.maxWait(),
        usual.batchSize(),
        usual.connectionString());
  }

  /** The same with agents of another kind. */
  static PlaneSettings as(PlaneSettings settings, AgentKind kind) {
    return switch (settings.agents()) {
      case AgentPlace.ContainerApps(ContainerAppsSettings containers, String nodeType) ->
          settings.with(
              new AgentPlace.ContainerApps(containers.as(kind), nodeType), settings.runs());
      case AgentPlace.Docker _ -> settings;
    };
  }

  /** The same with agents on an engine, which see no file of this machine. */
  PlaneSettings onEngine(PlaneSettings settings, AgentPlace.Docker place) {
    String image =
        place
            .image()
            .map(AgentImage::reference)
            .orElseThrow(() -> new IllegalArgumentException("the demo makes its own image"));
    return settings.with(
        place, runs(image, ON_ENGINE, Map.of("HAYMAKER_CA", AuthorityText.of(emulator.caFile()))));
  }

  private ResourceId vault(Groundwork groundwork) {
    return switch (groundwork.ofType("Microsoft.KeyVault/vaults")) {
      case Listing.Complete<ResourceId>(List<ResourceId> vaults) when !vaults.isEmpty() ->
          vaults.getFirst();
      case Listing.Complete<ResourceId> _ -> throw refused("it has no vault");
      case Listing.CouldNotLook<ResourceId> failed -> throw refused(failed.problem().toString());
    };
  }

  private String image() {
    return emulator.containerRegistry() + "/" + AgentScript.NAME;
  }

  private static CommandFailure refused(String why) {
    return CommandFailure.refused("the demo's cloud cannot be set up: " + why);
  }

  private RunSettings runs(String image, ContainerSize size, Map<String, String> authorities) {
    var environment = new HashMap<>(authorities);
    environment.put("AZURE_TENANT_ID", emulator.tenantId());
    environment.put("AZURE_AUTHORITY_HOST", emulator.authorityHost());
    environment.put("KEY_VAULT_URL", emulator.keyVaultUrl());
    environment.put("HAYMAKER_ARM_ENDPOINT", emulator.armEndpoint());
    environment.put("HAYMAKER_EVENTS_URL", emulator.serviceBusHttpsEndpoint() + "/agent-logs");
    return new RunSettings(
        emulator.subscriptionId(),
        emulator.location(),
        image,
        AgentSizes.all(size),
        environment,
        List.of("Contributor"),
        List.of(),
        // A tenant of seconds: looks are frequent and nobody gets an hour of grace.
        new RunSettings.Pace(
            8,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(120),
            Duration.ofSeconds(45),
            Duration.ofHours(10),
            Duration.ofMinutes(3)));
  }

  /** The standard rules with waits that suit a cloud on the same machine. */
  private static DeletionPolicy deletion() {
    DeletionPolicy standard = DeletionPolicy.STANDARD;
    return new DeletionPolicy(
        standard.perResource(),
        new Backoff(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(10)),
        Duration.ofSeconds(90),
        standard.follow(),
        standard.follow(),
        standard.staleAfter(),
        Duration.ofSeconds(3),
        standard.width(),
        standard.rules());
  }
}
