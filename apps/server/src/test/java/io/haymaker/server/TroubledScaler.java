package io.haymaker.server;

import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.testkit.runtime.Behaviour;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.runtime.RuntimeOperation;
import io.haymaker.testkit.scaler.FakeQueues;
import io.haymaker.testkit.scaler.SmallScaler;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A scaler whose containers all fail and whose platform then asked for patience: {@code spent} had
 * all its containers, {@code again} one, {@code late} none. Beside these three, {@link #BAD}
 * messages wait of which two pages are read.
 */
final class TroubledScaler {
  static final ScalerName NAME = new ScalerName("troubled");

  static final int BAD = 60;

  final ScalerWorld world;

  /** When {@code again} may have its second container. */
  final Instant retryAt;

  /** When the platform's patience is asked for again. */
  final Instant heldUntil;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T12:00:00Z"));

  TroubledScaler() {
    var store = new InMemoryStore();
    var runtime = new FakeRuntime(store.installation().id(), clock);
    var queues = new FakeQueues(clock);
    world = SmallScaler.world(NAME, Map.of(), store, runtime, queues, clock);
    runtime.behave(Behaviour.failsAfter(Duration.ofSeconds(1), "exit code 1"));

    queues.send("roads", "spent", "1");
    for (int i = 0; i < 12; i++) {
      passAfter(Duration.ofMinutes(1));
    }
    queues.send("roads", "again", "1");
    passAfter(Duration.ofSeconds(1));
    passAfter(Duration.ofSeconds(10));
    retryAt = clock.instant().plusSeconds(30);
    queues.send("roads", "late", "1");
    runtime.faults().on(RuntimeOperation.LAUNCH).busy(Integer.MAX_VALUE, "QuotaReached");
    passAfter(Duration.ofSeconds(5));
    heldUntil = clock.instant().plusSeconds(30);
    for (int i = 0; i < BAD; i++) {
      queues.send("shops", "bad-" + i, "plenty");
    }
  }

  private void passAfter(Duration time) {
    clock.advance(time);
    new ScalerPass(world).run();
  }
}
