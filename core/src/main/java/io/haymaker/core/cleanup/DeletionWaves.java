package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Orders deletions. A resource goes after everything that needs it: what lies in it, what refers to
 * it, what manages it. Where bodies say nothing, or each names the other, the known order of types
 * decides. Groups go last.
 */
final class DeletionWaves {
  private DeletionWaves() {}

  /**
   * Takes what nothing else has to go before, again and again. In a ring nobody can go first by
   * right: the one of the lowest rank then does, and the retries do the rest.
   */
  static List<List<ResourceId>> of(Collection<Resource> resources) {
    var waves = new ArrayList<List<ResourceId>>();
    var left = new ArrayList<>(resources);
    left.sort(
        Comparator.<Resource>comparingInt(resource -> DeletionOrder.rank(resource.id().type()))
            .thenComparing(Resource::id));
    while (!left.isEmpty()) {
      List<Resource> free =
          left.stream()
              .filter(last -> left.stream().noneMatch(first -> goesBefore(first, last)))
              .toList();
      List<Resource> wave = free.isEmpty() ? List.of(left.getFirst()) : free;
      waves.add(wave.stream().map(Resource::id).toList());
      left.removeAll(wave);
    }
    return waves;
  }

  /** True when the first has to be gone before the last is deleted. */
  static boolean goesBefore(Resource first, Resource last) {
    ResourceId id = first.id();
    ResourceId lastId = last.id();
    if (id.equals(lastId) || lastId.isBelow(id)) {
      return false;
    }
    if (id.isBelow(lastId)) {
      return true;
    }
    if (id.isGroup() || lastId.isGroup()) {
      return !id.isGroup();
    }
    boolean needsLast = needs(first, last);
    boolean neededByLast = needs(last, first);
    return needsLast == neededByLast
        ? DeletionOrder.rank(id.type()) < DeletionOrder.rank(lastId.type())
        : needsLast;
  }

  /** True when the resource refers to the target, or to something in it, or manages it. */
  private static boolean needs(Resource resource, Resource target) {
    ResourceId id = target.id();
    return resource.references().stream().anyMatch(ref -> ref.equals(id) || ref.isBelow(id))
        || target.managedBy().filter(resource.id()::equals).isPresent();
  }
}
