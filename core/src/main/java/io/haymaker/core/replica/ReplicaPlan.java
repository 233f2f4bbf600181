package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import io.haymaker.core.engine.InstanceId;
import io.haymaker.core.engine.InstanceSpec;
import io.haymaker.core.engine.Limits;
import java.time.Instant;
import java.util.List;

/**
 * What is to be done about containers.
 *
 * @param works do not depend on each other
 * @param setbacks to be remembered instead of what was
 * @param forgiven images whose setbacks are to be forgotten
 * @param settled containers of which nothing is wanted any more
 * @param nextLook when there will be something to do though nothing happens
 */
record ReplicaPlan(
    List<Work> works,
    List<Setback> setbacks,
    List<String> forgiven,
    List<InstanceId> settled,
    Instant nextLook) {
  ReplicaPlan {
    works = List.copyOf(works);
    setbacks = List.copyOf(setbacks);
    forgiven = List.copyOf(forgiven);
    settled = List.copyOf(settled);
  }

  /**
   * What is to be done about an image.
   *
   * @param clearing first, in any order
   * @param filling after that, in any order
   */
  record Work(String image, List<Step> clearing, List<Step> filling) {
    Work {
      clearing = List.copyOf(clearing);
      filling = List.copyOf(filling);
    }

    boolean isEmpty() {
      return clearing.isEmpty() && filling.isEmpty();
    }
  }

  /** One thing to do. */
  sealed interface Step {
    /** Somebody stopped it, and it runs still. */
    record Stop(Instance instance) implements Step {}

    /** It goes, whatever it does. */
    record Remove(Instance instance, String why) implements Step {}

    /** It is one too many: it is given time to end, and goes. */
    record Retire(Instance instance) implements Step {}

    /** It gets other limits, and runs on. */
    record Resize(Instance instance, Limits limits) implements Step {}

    /** It was made and never started, by somebody who did not live to do it. */
    record Begin(Instance instance) implements Step {}

    /** It is made and started. */
    record Launch(InstanceSpec spec) implements Step {}
  }
}
