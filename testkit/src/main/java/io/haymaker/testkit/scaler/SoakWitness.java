package io.haymaker.testkit.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.runtime.ContainerView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sees the runtime itself, not what the scaler says of it: nobody ever has two live containers,
 * there are never more than the room, and who succeeded is not begun again.
 */
final class SoakWitness {
  private final ScalerScene scene;
  private final Map<String, Integer> madeUntilSuccess = new HashMap<>();

  SoakWitness(ScalerScene scene) {
    this.scene = scene;
  }

  /** Looks, after every step. */
  void look() {
    Set<String> live = new HashSet<>();
    int present = 0;
    for (ContainerView view : scene.runtime.present()) {
      present++;
      if (!view.state().isTerminal() && !live.add(ScalerScene.key(view))) {
        throw new AssertionError("two live containers for " + ScalerScene.key(view));
      }
    }
    if (present > scene.capacity) {
      throw new AssertionError("%d containers, room for %d".formatted(present, scene.capacity));
    }
  }

  /** A container has done its message's work. */
  void succeeded(String key) {
    Integer before = madeUntilSuccess.put(key, made().getOrDefault(key, 0));
    assertThat(before).as("%s succeeded before", key).isNull();
  }

  Set<String> successes() {
    return madeUntilSuccess.keySet();
  }

  /** Nothing was made for a message whose work was done. */
  void assertNoneAfterSuccess() {
    Map<String, Integer> made = made();
    madeUntilSuccess.forEach(
        (key, until) -> assertThat(made.get(key)).as("containers of %s", key).isEqualTo(until));
  }

  private Map<String, Integer> made() {
    var made = new HashMap<String, Integer>();
    scene
        .runtime
        .launched()
        .forEach(
            spec ->
                made.merge(
                    spec.labels().get("subscription_name") + "/" + spec.labels().get("message_id"),
                    1,
                    Integer::sum));
    return made;
  }
}
