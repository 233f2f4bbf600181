package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.List;
import java.util.Set;

/**
 * What to delete, in which order, and what to leave alone.
 *
 * @param waves one after the other; what is in one wave can go side by side
 * @param held what must not or cannot be deleted, and why
 * @param blocked what is in the waves although something held needs it: while it refuses to go,
 *     asking again changes nothing
 */
public record DeletionPlan(List<List<ResourceId>> waves, List<Held> held, Set<ResourceId> blocked) {
  public DeletionPlan {
    waves = waves.stream().map(List::copyOf).toList();
    held = List.copyOf(held);
    blocked = Set.copyOf(blocked);
  }

  /** A resource that is left alone. */
  public record Held(ResourceId id, String reason) {}
}
