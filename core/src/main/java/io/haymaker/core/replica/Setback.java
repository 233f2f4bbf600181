package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;
import java.time.Instant;
import java.util.Set;

/**
 * What is remembered of failures to keep containers of an image running.
 *
 * @param failures in a row, 0 or more
 * @param notBefore nothing of the image is begun by itself before that time
 * @param reason of the last failure, in words
 * @param counted the dead containers whose deaths are in the number already
 */
public record Setback(
    String image, int failures, Instant notBefore, String reason, Set<InstanceId> counted) {
  /** From so many failures in a row on it is called crash-looping. */
  static final int LOOP = 2;

  public Setback {
    if (failures < 0) {
      throw new IllegalArgumentException("failures must be 0 or more, are " + failures);
    }
    counted = Set.copyOf(counted);
  }

  public boolean isLoop() {
    return failures >= LOOP;
  }
}
