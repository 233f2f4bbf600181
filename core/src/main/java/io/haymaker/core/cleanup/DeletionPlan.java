package io.haymaker.core.cleanup;

import io.haymaker.core.resource.ResourceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to delete, what each deletion has to wait for, and what to leave alone.
 *
 * @param steps in an order in which they could be done one by one; what does not wait for each
 *     other can go side by side. Groups come last
 * @param held what must not or cannot be deleted, and why
 * @param left what gets no deletion of its own and goes with what it lies in, and why
 */
public record DeletionPlan(List<Step> steps, List<Held> held, List<Held> left) {
  public DeletionPlan {
    steps = List.copyOf(steps);
    held = List.copyOf(held);
    left = List.copyOf(left);
  }

  /**
   * A deletion.
   *
   * @param why it is ours to delete
   * @param after the steps that have to be over before this one begins
   * @param blocked true when something held needs it: while it refuses to go, asking again changes
   *     nothing
   */
  public record Step(
      ResourceId id, Manner manner, String why, Set<ResourceId> after, boolean blocked) {
    public Step {
      after = Set.copyOf(after);
    }
  }

  /** What is done to a resource. */
  public enum Manner {
    DELETE("deleted"),
    /** The service would keep a copy of it. */
    DELETE_AND_PURGE("deleted and purged"),
    /** It is deleted already; its service keeps a copy. */
    PURGE("purged");

    private final String words;

    Manner(String words) {
      this.words = words;
    }

    /** What it is when that is done. */
    public String words() {
      return words;
    }
  }

  /** A resource that is left alone. */
  public record Held(ResourceId id, String reason) {}

  /** Each step, and the steps that it waits for. */
  public Map<ResourceId, Set<ResourceId>> waits() {
    var waits = new LinkedHashMap<ResourceId, Set<ResourceId>>();
    steps.forEach(step -> waits.put(step.id(), step.after()));
    return waits;
  }

  /** What is done to each. */
  Map<ResourceId, Manner> manners() {
    var manners = new HashMap<ResourceId, Manner>();
    steps.forEach(step -> manners.put(step.id(), step.manner()));
    return manners;
  }
}
