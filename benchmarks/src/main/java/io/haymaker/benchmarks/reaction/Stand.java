package io.haymaker.benchmarks.reaction;

import com.azure.core.util.BinaryData;
import io.haymaker.azure.AzureCloud;
import io.haymaker.azure.AzureEndpoints;
import io.haymaker.azure.AzureLogin;
import io.haymaker.azure.AzureSettings;
import io.haymaker.azure.event.BusTrust;
import io.haymaker.azure.instances.ContainerInstancesSettings;
import io.haymaker.azure.queue.MessageSender;
import io.haymaker.azure.queue.QueueSettings;
import io.haymaker.azure.queue.ServiceBusQueues;
import io.haymaker.azure.wire.Json;
import io.haymaker.azure.wire.Pipelines;
import io.haymaker.azure.wire.Reply;
import io.haymaker.azure.wire.Rest;
import io.haymaker.core.concurrent.OwnThread;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerChore;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWatch;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.emulator.Emulator;
import io.haymaker.emulator.EmulatorInfo;
import io.haymaker.emulator.EmulatorOptions;
import io.haymaker.emulator.cloud.Settings;
import io.haymaker.emulator.servicebus.ServiceBus;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.work.ChoreWorkers;
import io.haymaker.postgres.work.WorkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A scaler as the server keeps one, with its passes, its watch and its claims in PostgreSQL, on an
 * emulator whose quotas are out of the way. Containers run until this is closed, as if each worked
 * on its message, which stays in the queue so long.
 */
final class Stand implements AutoCloseable {
  private static final String TOPIC = "jobs";
  private static final String IMAGE = "bench/worker:1";
  private static final ScalerName NAME = new ScalerName("bench");
  private static final int ROOM = 1_000;
  private static final Clock CLOCK = Clock.systemUTC();

  private final Emulator emulator;
  private final PostgresStore store;
  private final MessageSender sender;
  private final ServiceBusQueues queues;
  private final OwnThread watching;
  private final ChoreWorkers passes;

  /**
   * @param store stays the caller's to close, after this
   */
  Stand(Path folder, PostgresStore store) throws IOException {
    this.store = store;
    emulator =
        Emulator.start(
            EmulatorOptions.in(folder)
                .withSettings(roomy())
                .withImage(IMAGE, List.of("/bin/sleep", "3600")));
    EmulatorInfo info = emulator.info();
    BusTrust.adopt(info.caFile());
    var cloud =
        new AzureCloud(
            new AzureSettings(
                info.tenantId(),
                List.of(info.subscriptionId()),
                new AzureLogin.ClientSecret(
                    info.clientId(), new SecretValue(info.clientSecret().reveal())),
                AzureEndpoints.of(info.armEndpoint(), info.authorityHost(), info.graphEndpoint()),
                URI.create(info.keyVaultUrl()),
                Optional.of(info.caFile())),
            CLOCK,
            store.tokens());
    makeTopic(cloud, info);
    QueueSettings queue =
        QueueSettings.of(
            new SecretValue(info.bus().orElseThrow().connectionString().reveal()),
            TOPIC,
            Optional.empty(),
            info.subscriptionId(),
            ServiceBus.GROUP);
    sender = new MessageSender(queue);
    queues = cloud.messageQueues(queue);
    ContainerRuntime runtime =
        cloud.containerInstances(
            new ContainerInstancesSettings(ServiceBus.GROUP, "westeurope"),
            _ -> Look.absent(),
            store.installation().id());
    var world =
        new ScalerWorld(
            scaler(runtime),
            store.installation().id(),
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(CLOCK, Pauser.system(), new Random()),
            CLOCK);
    var watch = new ScalerWatch(world, store.chores());
    watching = watch.start(Pauser.system());
    passes =
        store.startChores(
            List.of(new ScalerChore(world, Duration.ofMinutes(1), watch, watch::takeMessagesCame)),
            WorkSettings.DEFAULT);
  }

  private static Settings roomy() {
    Settings usual = Settings.immediate();
    return new Settings(
        usual.rolePropagation(),
        usual.directoryPropagation(),
        usual.inventoryLag(),
        usual.operationTime(),
        usual.retryAfter(),
        false,
        Map.of(
            "Microsoft.ContainerInstance/containerGroups", 10_000L,
            "Microsoft.ContainerInstance/cores", 10_000L,
            "containerInstances.createsPer5Minutes", 10_000L,
            "containerInstances.createsPerHour", 10_000L));
  }

  private static void makeTopic(AzureCloud cloud, EmulatorInfo info) {
    var arm =
        new Rest(
            Pipelines.signed(
                cloud.httpClient(), cloud.credential(), info.armEndpoint() + "/.default"),
            URI.create(info.armEndpoint()));
    for (String path : List.of("", "/subscriptions/only")) {
      Reply made =
          arm.put(
              "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.ServiceBus/namespaces/haymaker-bus/topics/%s%s?api-version=2024-01-01"
                  .formatted(info.subscriptionId(), ServiceBus.GROUP, TOPIC, path),
              Json.read(BinaryData.fromString("{}")));
      if (!(made instanceof Reply.Answer answer) || !answer.isGood()) {
        throw new IllegalStateException("no topic: " + made);
      }
    }
  }

  private static Scaler scaler(ContainerRuntime runtime) {
    return new Scaler(
        NAME,
        "bench",
        IMAGE,
        new ScalerRules(
            new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
            new SizingRule.Linear(1, 8, 0.5, 16),
            runtime.capabilities()),
        ROOM,
        4,
        50,
        Set.of(),
        true,
        new Scaler.Orphans(true, 50, 2, Duration.ofSeconds(5)),
        Map.of(),
        Optional.empty());
  }

  void send(String id) {
    if (!(sender.send(id, "{}", new FileSize(1)) instanceof Outcome.Done)) {
      throw new IllegalStateException("not sent: " + id);
    }
  }

  /** Claims whose container the cloud has taken on. */
  List<Claim> launched() {
    return store.claims().live(NAME).stream()
        .filter(claim -> claim.launchedAt().isPresent())
        .toList();
  }

  @Override
  public void close() throws IOException {
    watching.close();
    passes.close();
    queues.close();
    sender.close();
    emulator.close();
  }
}
