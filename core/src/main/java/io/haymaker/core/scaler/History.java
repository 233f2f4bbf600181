package io.haymaker.core.scaler;

import java.time.Instant;
import java.util.Optional;

/**
 * What was tried for a message so far.
 *
 * @param attempts how many containers it was given, 0 or more
 * @param lastEnded when the last of them was proven gone; empty when there was none
 * @param live the container that is its own now; empty when the last one is proven gone
 */
public record History(int attempts, Optional<Instant> lastEnded, Optional<String> live) {
  public static final History NONE = new History(0, Optional.empty(), Optional.empty());

  public History {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts must not be negative, are " + attempts);
    }
  }
}
