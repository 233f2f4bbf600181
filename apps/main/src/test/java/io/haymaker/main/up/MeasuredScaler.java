package io.haymaker.main.up;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.server.measure.Measures;
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

/** A scaler in memory of which one container ended. */
final class MeasuredScaler {
  private final ScalerDesk desk;
  private final ScalerMeasures measures;

  MeasuredScaler(MovableClock clock, InMemoryStore store) {
    var queues = new FakeQueues(clock);
    var runtime = new FakeRuntime(store.installation().id(), clock);
    var name = new ScalerName("osw");
    var world =
        new ScalerWorld(
            new Scaler(
                name,
                "aci",
                "worker:1",
                new ScalerRules(
                    new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                    new SizingRule.Linear(2, 8, 0.5, 16),
                    runtime.capabilities()),
                2,
                1,
                50,
                Set.of(),
                true,
                new Scaler.Orphans(true, 1, Duration.ofSeconds(5)),
                Map.of(),
                Optional.empty()),
            store.installation().id(),
            queues,
            runtime,
            store.claims(),
            store.journal(),
            store.transactions(),
            new Retrier(clock, clock::advance, new Random(1)),
            clock);
    desk = new ScalerDesk(List.of(world), (_, _) -> {});
    measures = new ScalerMeasures(desk, clock);
    var message = queues.send("roads", "m-1", "1");
    measures.passed(name, new ScalerPass(world).run());
    // Its container is one too many now.
    queues.settle(message);
    for (int pass = 0; pass < 3; pass++) {
      clock.advance(Duration.ofMinutes(1));
      measures.passed(name, new ScalerPass(world).run());
    }
  }

  ScalerDesk desk() {
    return desk;
  }

  Measures measures() {
    return measures.measures();
  }
}
