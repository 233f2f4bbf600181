package io.haymaker.main.up;

import io.haymaker.core.scaler.ScalerDesk;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.server.measure.Measures;
import io.haymaker.server.scaler.ScalerMeasures;
import io.haymaker.testkit.runtime.FakeRuntime;
import io.haymaker.testkit.scaler.FakeQueues;
import io.haymaker.testkit.scaler.SmallScaler;
import io.haymaker.testkit.store.InMemoryStore;
import io.haymaker.testkit.time.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A scaler in memory of which one container ended. */
final class MeasuredScaler {
  private final ScalerDesk desk;
  private final ScalerMeasures measures;

  MeasuredScaler(MovableClock clock, InMemoryStore store) {
    var queues = new FakeQueues(clock);
    var runtime = new FakeRuntime(store.installation().id(), clock);
    var name = new ScalerName("osw");
    ScalerWorld world = SmallScaler.world(name, Map.of(), store, runtime, queues, clock);
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
