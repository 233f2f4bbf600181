package io.haymaker.core.resource;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import java.time.Duration;
import java.util.function.Consumer;

/** Deletes one resource, once. Who asks decides whether it is ours and whether to ask again. */
public interface ResourceDeleter {

  /** The code of an {@code Unknown} that was accepted and has not ended within the limit. */
  String STILL_RUNNING = "StillRunning";

  /**
   * What a service said to a deletion, as evidence.
   *
   * @param status of its HTTP answer
   * @param requestId by which the service finds the request again; empty when it gave none
   */
  record Answer(int status, String requestId) {}

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

  /**
   * The same.
   *
   * @param evidence hears what the service said, where it said anything
   */
  default Outcome<Removal> delete(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    return delete(id, followFor);
  }

  /**
   * The same, and leaves no soft-deleted copy: of a resource that is there, and of one that is kept
   * only. Where nothing is ever kept it is a deletion like any other. Repeating it is safe, also
   * when an earlier call deleted the resource and did not come to purge it.
   *
   * <p>{@code Done}: it was purged, or nothing was kept of it <em>yet</em>; a copy may be listed a
   * little later.
   */
  default Outcome<Removal> erase(ResourceId id, Duration followFor, Consumer<Answer> evidence) {
    return delete(id, followFor, evidence);
  }
}
