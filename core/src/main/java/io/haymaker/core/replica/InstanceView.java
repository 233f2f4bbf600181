package io.haymaker.core.replica;

import io.haymaker.core.engine.Instance;
import java.time.Instant;
import java.util.Optional;

/**
 * A managed container as it is shown.
 *
 * @param nextTry when a crash-looping one is replaced
 */
public record InstanceView(Instance instance, Status status, Optional<Instant> nextTry) {

  /** What it does. */
  public enum Status {
    RUNNING,
    /** Made, and not started yet. */
    CREATED,
    /** Not running, because somebody wanted it so or because it is about to be replaced. */
    STOPPED,
    /** It, or others of its image, died quickly again and again. */
    CRASH_LOOPING
  }
}
