package io.haymaker.testkit.plane;

import java.util.function.Supplier;

/** The gate that every step of a control plane passes. Called by many threads at once. */
@FunctionalInterface
public interface Steps {

  /** Lets everything pass. */
  Steps FREE =
      new Steps() {
        @Override
        public <T> T take(Step step, Supplier<T> work) {
          return work.get();
        }
      };

  /**
   * Does the work, or something else.
   *
   * @return the step's answer, or one that fits its type
   */
  <T> T take(Step step, Supplier<T> work);
}
