package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.LaunchSpec;
import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.testkit.plane.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two passes at the same time make one container for each message, within the room. */
final class ReplicaRuleTest {

  private static ScalerScene scene() {
    ScalerScene scene = ScalerScene.of(5);
    scene.send("a", "ended");
    scene.pass();
    scene.end("ended", new ContainerState.Failed("exit code 3"));
    for (int i = 0; i < 4; i++) {
      scene.send("a", "a" + i);
      scene.send("b", "b" + i);
    }
    return scene;
  }

  private static void assertOneEach(ScalerScene scene) {
    assertThat(scene.runtime.present()).hasSizeLessThanOrEqualTo(5);
    assertThat(scene.liveIds()).doesNotHaveDuplicates();
    assertThat(scene.runtime.launched()).extracting(LaunchSpec::name).doesNotHaveDuplicates();
  }

  /** While one stands at any of its steps another does the whole of its own. */
  @Test
  void aPassWithinAPassAtWhateverStep() {
    for (int at = 1; ; at++) {
      ScalerScene scene = scene();
      var other = new ArrayList<PassReport>();
      int wanted = at;
      PassReport one =
          scene.pass(
              new Gate() {
                private int taken;

                @Override
                void before(Step step) {
                  if (++taken == wanted) {
                    // What waits has moved on: both would start something else.
                    scene.send("b", "late");
                    other.add(scene.pass());
                    assertOneEach(scene);
                  }
                }

                @Override
                void after(Step step, @Nullable Object answer) {
                  assertOneEach(scene);
                }
              });
      if (other.isEmpty()) {
        assertThat(at).isGreaterThan(20);
        return;
      }
      assertThat(scene.runtime.present()).hasSize(5);
      assertThat(scene.live()).hasSize(5);
      assertThat(one.started().size() + other.getFirst().started().size()).isEqualTo(5);
      assertThat(one.ended().size() + other.getFirst().ended().size())
          .as("an end is counted once")
          .isEqualTo(1);
      assertThat(scene.journal("container_ended")).hasSize(1);
    }
  }

  @Test
  void manyPassesOnManyThreads() throws Exception {
    ScalerScene scene = scene();
    scene.width = 4;
    List<Callable<PassReport>> passes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      passes.add(() -> new ScalerPass(scene.world()).run());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PassReport> pass : threads.invokeAll(passes)) {
        pass.get();
      }
    }
    assertOneEach(scene);
    // Room that was free only for a moment may be left to the next pass.
    scene.pass();
    assertThat(scene.runtime.present()).hasSize(5);
    assertThat(scene.live()).hasSize(5);
  }
}
