package io.haymaker.core.resource;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import java.time.Duration;

/** Deletes one resource, once. Who asks decides whether it is ours and whether to ask again. */
public interface ResourceDeleter {

  /**
   * Sends one deletion and follows it to its end.
   *
   * <p>{@code Done}: the service says it is deleted, or that it was not there. {@code Busy}: the
   * service refused it for a reason that passes (conflict, throttle, 5xx). {@code Refused}: it said
   * no. {@code Unknown}: accepted but not ended within the limit, or the answer was lost; it may
   * still be deleted. Done is no proof of absence: read it afterwards.
   *
   * @param followFor how long an accepted deletion is followed
   */
  Outcome<Removal> delete(ResourceId id, Duration followFor);
}
