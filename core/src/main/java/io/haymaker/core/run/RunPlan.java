package io.haymaker.core.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do for a run now, side by side, and when to look again.
 *
 * @param nextLook when to look again though nothing is to be done; empty when the run is over
 */
record RunPlan(List<RunAction> actions, Optional<Instant> nextLook) {
  RunPlan {
    actions = List.copyOf(actions);
  }

  static RunPlan act(List<? extends RunAction> actions, Instant nextLook) {
    return new RunPlan(List.copyOf(actions), Optional.of(nextLook));
  }

  static RunPlan act(RunAction action, Instant nextLook) {
    return act(List.of(action), nextLook);
  }

  static RunPlan waitUntil(Instant nextLook) {
    return new RunPlan(List.of(), Optional.of(nextLook));
  }

  static RunPlan over() {
    return new RunPlan(List.of(), Optional.empty());
  }
}
