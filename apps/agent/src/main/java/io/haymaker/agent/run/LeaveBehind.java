package io.haymaker.agent.run;

import io.haymaker.agent.arm.ResourceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses what the agent forgets in its clean-up, so that the control plane's has something to
 * find.
 */
final class LeaveBehind {

  private LeaveBehind() {}

  /**
   * The {@code count} top-level resources that were made last, and with each what it needs: a
   * network whose interface stays cannot be deleted, and trying would only show that the agent had
   * not forgotten.
   *
   * @param lastFirst what is there, last made first
   */
  static Set<ResourceId> choose(List<LedgerEntry> lastFirst, int count) {
    Set<ResourceId> kept = new LinkedHashSet<>();
    Deque<LedgerEntry> unseen = new ArrayDeque<>();
    lastFirst.stream()
        .filter(entry -> entry.confirmed() && entry.id().isTopLevel())
        .limit(count)
        .forEach(unseen::add);
    while (!unseen.isEmpty()) {
      LedgerEntry entry = unseen.removeFirst();
      if (kept.add(entry.id())) {
        lastFirst.stream().filter(other -> entry.refersTo(other.id())).forEach(unseen::add);
      }
    }
    return kept;
  }

  /** Whether a resource is to be left alone: it is kept, or is a part of one that is. */
  static boolean isKept(Set<ResourceId> kept, ResourceId id) {
    return kept.stream().anyMatch(id::isWithin);
  }
}
