package io.haymaker.server;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.server.scaler.ScalerMeasures;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.scaler.FakeQueues;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scaler with room for two containers, on a topic and a runtime in memory. */
final class ServedScaler {
  static final ScalerName NAME = new ScalerName("osw");

  final FakeQueues queues;
  final List<String> woken = new CopyOnWriteArrayList<>();
  final ScalerDesk desk;
  final ScalerMeasures measures;

  private final ScalerWorld world;

  ServedScaler(MovableClock clock) {
    queues = new FakeQueues(clock);
    var store = new InMemoryStore();
    var runtime = new FakeRuntime(store.installation().id(), clock);
    world =
        new ScalerWorld(
            new Scaler(
                NAME,
                "aci",
                "registry.example/worker:1",
                new ScalerRules(
                    new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                    new SizingRule.Linear(2, 8, 0.5, 16),
                    runtime.capabilities()),
                2,
                1,
                50,
                Set.of(),
                true,
                new Scaler.Orphans(true, 2, Duration.ofSeconds(5)),
                Map.of("TOKEN", "hush"),
                Optional.empty()),
            store.installation().id(),
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, clock::advance, new Random(1)),
            clock);
    desk = new ScalerDesk(List.of(world), (chore, _) -> woken.add(chore));
    measures = new ScalerMeasures(desk, clock);
  }

  /** A pass, which whoever measures hears of. */
  void pass() {
    PassReport report = new ScalerPass(world).run();
    measures.passed(NAME, report);
  }
}
