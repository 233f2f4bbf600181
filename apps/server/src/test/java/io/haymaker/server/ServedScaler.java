package io.haymaker.server;

import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.server.scaler.ScalerMeasures;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.scaler.FakeQueues;
import io.haymaker.testkit.scaler.SmallScaler;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A scaler with room for two containers, on a topic and a runtime in memory; and another, which is
 * in trouble.
 */
final class ServedScaler {
  static final ScalerName NAME = new ScalerName("osw");

  final FakeQueues queues;
  final List<String> woken = new CopyOnWriteArrayList<>();
  final TroubledScaler troubled = new TroubledScaler();
  final ScalerDesk desk;
  final ScalerMeasures measures;

  private final ScalerWorld world;

  ServedScaler(MovableClock clock) {
    queues = new FakeQueues(clock);
    var store = new InMemoryStore();
    var runtime = new FakeRuntime(store.installation().id(), clock);
    world = SmallScaler.world(NAME, Map.of("TOKEN", "hush"), store, runtime, queues, clock);
    desk = new ScalerDesk(List.of(world, troubled.world), (chore, _) -> woken.add(chore));
    measures = new ScalerMeasures(desk, clock);
  }

  /** A pass, which whoever measures hears of. */
  void pass() {
    PassReport report = new ScalerPass(world).run();
    measures.passed(NAME, report);
  }
}
