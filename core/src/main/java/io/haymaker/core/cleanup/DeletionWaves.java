package io.haymaker.core.cleanup;

import io.haymaker.core.resource.Resource;
import io.haymaker.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Orders deletions. A resource goes after everything that needs it: what lies in it, what refers to
 * it, what manages it. Where each names the other, the known order of types decides which one needs
 * which. Where bodies say nothing, the order of types is only a preference: it never turns a
 * reference round. Groups go last.
 */
final class DeletionWaves {
  private DeletionWaves() {}

  /**
   * Takes what nothing else has to go before, the lowest rank first, again and again. In a ring
   * nobody can go first by right: the lowest rank of those in which nothing lies then does, and the
   * retries do the rest.
   */
  static List<List<ResourceId>> of(Collection<Resource> resources) {
    var waves = new ArrayList<List<ResourceId>>();
    var left = new ArrayList<>(resources);
    left.sort(Comparator.comparingInt(DeletionWaves::rank).thenComparing(Resource::id));
    while (!left.isEmpty()) {
      List<Resource> free =
          left.stream()
              .filter(last -> left.stream().noneMatch(first -> goesBefore(first, last)))
              .toList();
      List<Resource> wave = free.isEmpty() ? List.of(ringBreaker(left)) : lowestRank(free);
      waves.add(wave.stream().map(Resource::id).toList());
      left.removeAll(wave);
    }
    return waves;
  }

  private static List<Resource> lowestRank(List<Resource> sorted) {
    int lowest = rank(sorted.getFirst());
    return sorted.stream().takeWhile(resource -> rank(resource) == lowest).toList();
  }

  /** Nothing lies in itself, so something is always left in which nothing else lies. */
  private static Resource ringBreaker(List<Resource> sorted) {
    return sorted.stream()
        .filter(resource -> !resource.id().isGroup())
        .filter(resource -> sorted.stream().noneMatch(other -> other.id().isBelow(resource.id())))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("groups wait for nothing but what is left"));
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
    return (needsLast && needs(last, first)) ? rank(first) < rank(last) : needsLast;
  }

  private static int rank(Resource resource) {
    return DeletionOrder.rank(resource.id().type());
  }

  /** True when the resource refers to the target, or to something in it, or manages it. */
  private static boolean needs(Resource resource, Resource target) {
    ResourceId id = target.id();
    return resource.references().stream().anyMatch(ref -> ref.equals(id) || ref.isBelow(id))
        || target.managedBy().filter(resource.id()::equals).isPresent();
  }
}
