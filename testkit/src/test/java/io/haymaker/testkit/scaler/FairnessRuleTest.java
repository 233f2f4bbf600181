package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.scaler.ClaimStore;
import io.haymaker.core.scaler.WaitingMessage;
import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.runtime.RuntimeOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rule 3 of a pass: subscriptions take turns, and every message is reached. */
final class FairnessRuleTest {

  private static List<WaitingMessage> three(ScalerScene scene, String subscription) {
    var all = new ArrayList<WaitingMessage>();
    for (int i = 0; i < 3; i++) {
      all.add(scene.send(subscription, subscription + i));
    }
    return all;
  }

  @Test
  void tenSubscriptionsAreAllServedAtACapacityOfFive() {
    ScalerScene scene = ScalerScene.of(5);
    var waiting = new ArrayList<WaitingMessage>();
    for (char name = 'a'; name <= 'j'; name++) {
      waiting.addAll(three(scene, String.valueOf(name)));
    }

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("a0", "b0", "c0", "d0", "e0");
    finishAll(scene, waiting);
    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("f0", "g0", "h0", "i0", "j0");
    finishAll(scene, waiting);
    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("a1", "b1", "c1", "d1", "e1");
  }

  private static void finishAll(ScalerScene scene, List<WaitingMessage> waiting) {
    List<String> live = scene.liveIds();
    waiting.stream()
        .filter(message -> live.contains(message.messageId().orElseThrow()))
        .forEach(scene::finish);
  }

  @Test
  void eachGetsOneBeforeAnyGetsTwoAndWhatRemainsIsFilledInTurn() {
    ScalerScene scene = ScalerScene.of(5);
    three(scene, "b");
    three(scene, "a");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("a0", "b0", "a1", "b1", "a2");
  }

  @Test
  void whoIsLetInOneByOneByTheQuotaIsServedInTurnToo() {
    ScalerScene scene = ScalerScene.of(100);
    for (String name : List.of("a", "b", "c", "d")) {
      three(scene, name);
    }
    var served = new TreeSet<String>();
    for (int i = 0; i < 4; i++) {
      scene.runtime.faults().healAll();
      long made = scene.runtime.launched().size();
      // The first is let in, everybody else is refused.
      scene.pass(
          new Gate() {
            @Override
            void before(Step step) {
              if (step.what().equals("ContainerRuntime.launchNew")
                  && scene.runtime.launched().size() > made) {
                scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "QuotaReached");
              }
            }
          });
      assertThat(scene.runtime.launched()).hasSize((int) made + 1);
      served.add(scene.runtime.launched().getLast().labels().get("subscription_name"));
      scene.clock.advance(Duration.ofMinutes(11));
    }
    assertThat(served).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whoseContainersAreAlwaysRefusedDoesNotKeepOthersWaiting() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("a", "refused");
    scene.send("b", "m");
    scene.runtime.faults().on(RuntimeOperation.LAUNCH).busy(1, "ServiceUnavailable");

    assertThat(scene.pass().started()).isEmpty();
    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("m");
  }

  @Test
  void aHundredAndFiftyMessagesOfOneSubscriptionKeepTheirContainersOverTenPasses() {
    ScalerScene scene = ScalerScene.of(200);
    for (int i = 0; i < 150; i++) {
      scene.send("sub", "m" + i);
    }
    for (int i = 0; i < 10; i++) {
      scene.passAfterAMinute();
      assertThat(scene.liveIds()).hasSize(150).doesNotHaveDuplicates();
    }
    assertThat(scene.runtime.launched()).hasSize(150);
    assertThat(scene.ended()).isEmpty();
  }

  @Test
  void messagesBehindAnyNumberOfRunningOnesAreReached() {
    ScalerScene scene = ScalerScene.of(500);
    for (int i = 0; i < 320; i++) {
      scene.send("sub", "m" + i);
    }
    scene.pass();
    scene.send("sub", "last");

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("last");
  }

  @Test
  void oneThatCannotBeReadKeepsNobodyFromBeingServed() {
    ScalerScene scene = ScalerScene.of(10);
    scene.send("a", "m1");
    scene.send("b", "m2");
    scene.queues.readable("a", false);

    assertThat(ScalerScene.startedBy(scene.pass())).containsExactly("m2");
  }

  @Test
  void whoWasServedLastIsRememberedByTheDatabase() {
    ScalerScene scene = ScalerScene.of(1);
    scene.send("a", "m1");
    scene.send("b", "m2");
    scene.pass();

    assertThat(scene.store.claims().memory(ScalerScene.NAME))
        .extracting(ClaimStore.Memory::lastServed)
        .isEqualTo(Optional.of("a"));
  }
}
