package io.haymaker.server;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.health.HealthReader;
import io.haymaker.core.health.HealthThresholds;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.replica.ReplicaBooks;
import io.haymaker.core.replica.ReplicaSettings;
import io.haymaker.core.replica.ReplicaWorld;
import io.haymaker.core.replica.Replicas;
import io.haymaker.testkit.engine.FakeEngine;
import io.haymaker.testkit.engine.Program;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.Map;

/** Managed containers on an engine in memory. */
final class ServedContainers {
  final FakeEngine engine;
  final InMemoryStore store = new InMemoryStore();
  final Replicas replicas;
  final ServerWorld.Managed managed;

  ServedContainers(MovableClock clock) {
    engine = new FakeEngine(clock);
    engine.machine().has("nginx", Program.runs().using(0.25, 64L << 20).writing("one", "two"));
    engine.machine().has("ghcr.io/acme/api:1.2", Program.runs());
    engine.machine().has("dies", Program.endsAfter(Duration.ofSeconds(1), 3));
    replicas =
        new Replicas(
            new ReplicaBooks(
                store.transactions(),
                store.replicas(),
                _ -> Map.of(),
                store.journal(),
                (_, _) -> {}),
            new ReplicaWorld(
                new InstallationId("testinstall1"),
                engine,
                ReplicaSettings.DEFAULT,
                clock,
                clock::advance));
    managed =
        new ServerWorld.Managed(
            replicas.service(),
            engine,
            store.containerHistory(),
            new HealthReader(engine, new HealthThresholds(75, 90)),
            store.health());
  }

  /** The only container of that image. */
  InstanceId only(String image) {
    return engine.machine().present().stream()
        .filter(instance -> instance.image().equals(image))
        .map(Instance::id)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two of " + image);
            })
        .orElseThrow();
  }
}
