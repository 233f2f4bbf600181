package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.testkit.plane.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass in which there is nothing to do costs a handful of calls, whatever runs. */
final class IdlePassRuleTest {

  /** Full, or with room: then the queue is read to its end instead of counted for orphans. */
  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void anIdlePassCostsAHandfulOfCalls(int capacity) {
    ScalerScene scene = ScalerScene.of(capacity);
    for (int i = 0; i < 100; i++) {
      scene.send("sub", "m" + i);
    }
    scene.pass();
    List<String> steps = new ArrayList<>();

    scene.pass(
        new Gate() {
          @Override
          void before(Step step) {
            steps.add(step.what());
          }
        });

    assertThat(steps).filteredOn(what -> what.startsWith("ContainerRuntime.")).hasSize(1);
    // A list of subscriptions, and a hundred messages in pages of fifty.
    assertThat(steps).filteredOn(what -> what.startsWith("MessageQueues.")).hasSizeBetween(3, 5);
    assertThat(steps).hasSizeLessThan(20);
  }
}
