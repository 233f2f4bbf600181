package io.haymaker.core.cleanup;

import io.haymaker.core.cleanup.DeletionPlan.Held;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a cleanup of a run would do now.
 *
 * @param containers names of the containers that would go, first of all
 * @param deletions the resources that would be deleted, in order
 * @param held what would be left alone, and why
 * @param left what would go with what it lies in
 * @param identities roles, principals, applications and secrets that would go last, a line each
 * @param couldNotLook what could not be looked at; while there is one, this may not be all
 */
public record CleanupPreview(
    RunId run,
    List<String> containers,
    List<Doomed> deletions,
    List<Held> held,
    List<Held> left,
    List<String> identities,
    List<String> couldNotLook) {

  public CleanupPreview {
    containers = List.copyOf(containers);
    deletions = List.copyOf(deletions);
    held = List.copyOf(held);
    left = List.copyOf(left);
    identities = List.copyOf(identities);
    couldNotLook = List.copyOf(couldNotLook);
  }

  /**
   * A resource that would be deleted.
   *
   * @param step 1 for what goes at once; any other goes after something of the step before
   * @param manner what would be done
   * @param why it is ours
   * @param since when it is known to be there
   * @param size what its price goes by
   */
  public record Doomed(
      ResourceId id,
      int step,
      DeletionPlan.Manner manner,
      String why,
      Optional<Instant> since,
      Optional<String> size) {}

  /** True when there is nothing to do and nothing that could not be seen. */
  public boolean isClean() {
    return containers.isEmpty()
        && deletions.isEmpty()
        && held.isEmpty()
        && left.isEmpty()
        && identities.isEmpty()
        && couldNotLook.isEmpty();
  }
}
