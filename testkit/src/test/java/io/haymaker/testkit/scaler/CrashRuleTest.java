package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.core.scaler.Claim;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.fault.SimulatedCrash;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scaler dying at any point leaves nothing untracked, and loses nothing. */
final class CrashRuleTest {

  /** Lets so many steps pass, and dies at the next one, before or after it took effect. */
  private static final class Death implements Steps {
    private final int at;
    private final boolean afterEffect;
    private int taken;

    Death(int at, boolean afterEffect) {
      this.at = at;
      this.afterEffect = afterEffect;
    }

    @Override
    public <T> T take(Step step, Supplier<T> work) {
      if (++taken < at) {
        return work.get();
      }
      if (taken == at && afterEffect) {
        var _ = work.get();
      }
      throw new SimulatedCrash(taken + " " + step);
    }
  }

  /** One that ended, one whose message has gone, one that goes on, and two that wait. */
  private static ScalerScene scene() {
    ScalerScene scene = ScalerScene.of(4);
    scene.send("a", "ended");
    WaitingMessage gone = scene.send("a", "gone");
    scene.send("b", "going");
    scene.pass();
    scene.runtime.write(scene.container("ended"), List.of("last words"));
    scene.end("ended", new ContainerState.Failed("exit code 3"));
    scene.queues.settle(gone);
    scene.send("a", "new");
    scene.send("b", "newer");
    return scene;
  }

  private static boolean dies(ScalerScene scene, int at, boolean afterEffect) {
    try {
      scene.pass(new Death(at, afterEffect));
      return false;
    } catch (SimulatedCrash death) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atWhateverStepItDiesTheNextPassesFindEverything(boolean afterEffect) {
    int at = 0;
    for (boolean died = true; died; ) {
      ScalerScene scene = scene();
      died = dies(scene, ++at, afterEffect);
      assertTracked(scene);
      for (int i = 0; i < 4; i++) {
        scene.passAfterAMinute();
        assertTracked(scene);
      }
      assertThat(scene.liveIds())
          .as("after a death at step %d", at)
          .containsExactly("ended", "going", "new", "newer");
      assertThat(scene.endedOf("gone").end().how()).isEqualTo(Claim.How.ORPHANED);
      assertThat(scene.endedOf("ended").end())
          .as("after a death at step %d", at)
          .matches(end -> end.how() == Claim.How.FAILED)
          .matches(end -> end.log().equals("last words\n"));
      assertThat(scene.ended()).hasSize(2);
      assertThat(scene.runtime.launched()).hasSize(6);
    }
    assertThat(at).isGreaterThan(30);
  }

  /** Every container has a claim, and there is never more than the room. */
  private static void assertTracked(ScalerScene scene) {
    assertThat(scene.live())
        .extracting(Claim::container)
        .containsAll(scene.runtime.present().stream().map(view -> view.handle().name()).toList())
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aNewDatabaseTakesOverWhatIsThereWithItsAttempts() {
    ScalerScene scene = scene();
    scene.pass();
    scene.end("new", new ContainerState.Failed("exit code 1"));
    var fresh = new ScalerScene(scene, ScalerBooks.inMemory());

    fresh.pass();

    assertThat(fresh.runtime.present())
        .extracting(ContainerView::handle)
        .extracting(handle -> handle.name())
        .containsExactlyInAnyOrderElementsOf(fresh.live().stream().map(Claim::container).toList());
    assertThat(fresh.endedOf("new").claim().attempt()).isEqualTo(1);
    assertThat(fresh.endedOf("new").end().reason()).isEqualTo("exit code 1");
    fresh.passAfterAMinute();
    assertThat(fresh.live())
        .filteredOn(claim -> claim.key().messageId().equals("new"))
        .extracting(Claim::attempt)
        .containsExactly(2);
  }
}
