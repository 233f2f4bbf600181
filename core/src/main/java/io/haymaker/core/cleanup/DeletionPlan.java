package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.List;

/**
 * What to delete, in which order, and what to leave alone.
 *
 * @param waves one after the other; what is in one wave can go side by side
 * @param held what must not or cannot be deleted, and why
 */
public record DeletionPlan(List<List<ResourceId>> waves, List<Held> held) {
  public DeletionPlan {
    waves = waves.stream().map(List::copyOf).toList();
    held = List.copyOf(held);
  }

  /** A resource that is left alone. */
  public record Held(ResourceId id, String reason) {}
}
