package io.haymaker.testkit.scaler;

import io.haymaker.core.retry.Backoff;
import io.haymaker.core.retry.Retrier;
import io.haymaker.core.scaler.MessageQueues;
import io.haymaker.core.scaler.Scaler;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerRules;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.core.scaler.SizingRule;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A scaler with room for two containers, on a runtime in memory. */
public final class SmallScaler {
  public static final int ROOM = 2;

  private SmallScaler() {}

  /**
   * Waiting moves the clock.
   *
   * @param environment what its containers are told
   */
  public static ScalerWorld world(
      ScalerName name,
      Map<String, String> environment,
      InMemoryStore store,
      FakeRuntime runtime,
      MessageQueues queues,
      MovableClock clock) {
    return new ScalerWorld(
        new Scaler(
            name,
            "aci",
            "registry.example/worker:1",
            new ScalerRules(
                new Backoff(3, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                new SizingRule.Linear(2, 8, 0.5, 16),
                runtime.capabilities()),
            ROOM,
            1,
            50,
            Set.of(),
            true,
            new Scaler.Orphans(true, 2, Duration.ofSeconds(5)),
            environment,
            Optional.empty()),
        store.installation().id(),
        queues,
        runtime,
        store.claims(),
        store.journal(),
        store.transactions(),
        new Retrier(clock, clock::advance, new Random(1)),
        clock);
  }
}
