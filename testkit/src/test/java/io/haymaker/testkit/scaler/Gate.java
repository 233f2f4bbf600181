package io.haymaker.testkit.scaler;

import io.haymaker.testkit.plane.Step;
import io.haymaker.testkit.plane.Steps;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets every step of a pass through, and tells who extends it of each. */
abstract class Gate implements Steps {

  void before(Step step) {}

  void after(Step step, @Nullable Object answer) {}

  @Override
  public final <T> T take(Step step, Supplier<T> work) {
    before(step);
    T answer = work.get();
    after(step, answer);
    return answer;
  }
}
