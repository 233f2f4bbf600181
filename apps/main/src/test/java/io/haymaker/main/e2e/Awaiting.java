package io.haymaker.main.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again until something is so. */
final class Awaiting {
  private static final long LOOK_MILLIS = 50;

  private Awaiting() {}

  static void until(String what, Duration longest, BooleanSupplier isSo) {
    until(() -> what, longest, isSo);
  }

  /**
   * @param what asked for when it has not become so, and not before
   */
  static void until(Supplier<String> what, Duration longest, BooleanSupplier isSo) {
    value(what, longest, () -> isSo.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /**
   * @throws AssertionError when there is none in time
   */
  static <T> T value(String what, Duration longest, Supplier<Optional<T>> look) {
    return value(() -> what, longest, look);
  }

  private static <T> T value(Supplier<String> what, Duration longest, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within %s: %s".formatted(longest, what.get()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      // Nobody counts this latch down: processes and services call nobody when they change.
      if (new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("impossible");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
