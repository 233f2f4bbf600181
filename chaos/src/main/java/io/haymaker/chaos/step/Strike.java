package io.haymaker.chaos.step;

import io.haymaker.testkit.plane.Step;

/** What happens to a control plane at one of its steps. */
enum Strike {
  /** It dies before the step. */
  DIE_BEFORE,
  /** It dies after the step, before it hears of it. */
  DIE_AFTER,
  /** It lives, but the step is lost on its way. */
  LOSE_CALL,
  /** It lives, and the step is done, but its answer is lost. */
  LOSE_ANSWER,
  /** It stands still before the step, loses its lease, and takes the step late. */
  FREEZE_BEFORE,
  /** It stands still after the step, loses its lease, and goes on with what it saw then. */
  FREEZE_AFTER;

  /** Whether it makes a difference at this kind of step that no other strike makes. */
  boolean fits(Step.Kind kind) {
    return switch (kind) {
      case COMMIT, EFFECT -> this != FREEZE_AFTER;
      case LOOK -> this == DIE_BEFORE || this == LOSE_CALL || this == FREEZE_AFTER;
      case READ -> false;
    };
  }

  boolean kills() {
    return this == DIE_BEFORE || this == DIE_AFTER;
  }

  boolean freezes() {
    return this == FREEZE_BEFORE || this == FREEZE_AFTER;
  }
}
