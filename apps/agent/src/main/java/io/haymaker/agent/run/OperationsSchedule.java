package io.haymaker.agent.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads the blocks of phase 2 over its length. When they are too few to keep the gaps short, they
 * are repeated in turn.
 */
final class OperationsSchedule {

  /** A tenant that nobody touches for longer does not look lived-in. */
  static final Duration LONGEST_GAP = Duration.ofMinutes(10);

  private OperationsSchedule() {}

  /**
   * @param at since the beginning of the phase
   * @param block its index
   */
  record Step(Duration at, int block) {}

  /**
   * @param total length of the phase, not negative
   * @param blocks how many there are
   */
  static List<Step> plan(Duration total, int blocks) {
    if (blocks == 0) {
      return List.of();
    }
    long rounded = (total.toMillis() + LONGEST_GAP.toMillis() - 1) / LONGEST_GAP.toMillis();
    int count = (int) Math.min(Math.max(blocks, rounded), 1_000_000);
    List<Step> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(new Step(Duration.ofMillis(total.toMillis() * i / count), i % blocks));
    }
    return steps;
  }
}
