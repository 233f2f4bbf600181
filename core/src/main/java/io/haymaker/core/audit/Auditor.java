package io.haymaker.core.audit;

import io.haymaker.core.audit.AuditReads.Assignment;
import io.haymaker.core.audit.AuditReads.Principal;
import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.ownership.OwnerMark;
import io.haymaker.core.ownership.OwnerTags;
import io.haymaker.core.resource.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Proves that nothing of a run, or of a whole installation, is left, or names what is. It deletes
 * nothing, and believes neither the ledger's states nor the cleanup: of our records it takes only
 * the ids to look for.
 */
public final class Auditor {
  private final AuditReads reads;
  private final SideBySide threads;
  private final Clock clock;
  private final Predicate<ResourceId> mayBeKept;

  public Auditor(AuditReads reads, int width, Clock clock) {
    this(reads, width, clock, _ -> false);
  }

  /**
   * @param mayBeKept deleted resources of which the configuration wants the soft-deleted copy to
   *     stay; it is no leftover then
   */
  public Auditor(AuditReads reads, int width, Clock clock, Predicate<ResourceId> mayBeKept) {
    this.reads = reads;
    this.threads = new SideBySide(width);
    this.clock = clock;
    this.mayBeKept = mayBeKept;
  }

  /**
   * What to look for.
   *
   * @param ids every resource that the ledger knows, whatever it says of it
   * @param groups every group that was planned
   * @param principals object ids of every principal that was made
   */
  public record Question(
      AuditReads.Scope scope,
      Collection<ResourceId> ids,
      Collection<ResourceId> groups,
      Set<String> principals) {}

  public AuditReport audit(Question question) {
    var couldNotLook = new ArrayList<String>();
    Set<ResourceId> resources =
        new LinkedHashSet<>(
            items("tagged resources", reads.tagged(question.scope()), couldNotLook));
    var byId = new LinkedHashSet<>(question.ids());
    byId.addAll(question.groups());
    byId.removeAll(resources);
    List<ResourceId> order = List.copyOf(byId);
    List<Look<ResourceId>> looks = threads.map(order, reads::read);
    for (int i = 0; i < order.size(); i++) {
      switch (looks.get(i)) {
        case Look.Found<ResourceId> _ -> resources.add(order.get(i));
        case Look.Absent<ResourceId> _ -> {}
        case Look.CouldNotLook<ResourceId> failed ->
            couldNotLook.add(order.get(i) + ": " + failed.problem());
      }
    }

    List<String> remaining = new ArrayList<>(withoutTheirContainers(resources));
    // Read last: what is deleted during the audit was there before, or is kept now.
    items("soft-deleted resources", reads.softDeleted(), couldNotLook).stream()
        .filter(kept -> isOfRun(kept, question) && !mayBeKept.test(kept.id()))
        .filter(kept -> !resources.contains(kept.id()))
        .forEach(kept -> remaining.add(AuditReport.SOFT_DELETED + kept.id()));

    List<Principal> principals =
        items("principals", reads.principals(question.scope()), couldNotLook);
    Set<String> principalIds = new HashSet<>(question.principals());
    principals.forEach(principal -> principalIds.add(principal.objectId()));
    Set<String> groups =
        question.groups().stream().map(ResourceId::key).collect(Collectors.toSet());
    List<String> assignments =
        items("role assignments", reads.roleAssignments(), couldNotLook).stream()
            .filter(assignment -> isOfRun(assignment, principalIds, groups, question))
            .map(Assignment::id)
            .toList();

    return new AuditReport(
        clock.instant(),
        remaining,
        items("containers", reads.containers(question.scope()), couldNotLook),
        principals.stream().map(Principal::description).toList(),
        assignments,
        items("secrets", reads.secrets(question.scope()), couldNotLook),
        couldNotLook);
  }

  /** Its tags decide; where they say nothing, what we know of the id that it had. */
  private static boolean isOfRun(AuditReads.Kept kept, Question question) {
    if (OwnerTags.value(kept.tags(), OwnerTags.INSTALLATION).isPresent()) {
      return question.scope().covers(kept.tags());
    }
    return question.ids().contains(kept.id())
        || question.groups().stream().anyMatch(kept.id()::isBelow);
  }

  /**
   * The run's own principals hold it, whatever its scope; or it carries the run's mark, for its
   * principal may be gone and forgotten; or it hangs on a group of the run.
   */
  private static boolean isOfRun(
      Assignment assignment, Set<String> principals, Set<String> groups, Question question) {
    return principals.contains(assignment.principalId())
        || question.scope().covers(OwnerMark.read(assignment.description()))
        || groups.contains(groupKey(assignment.id()));
  }

  /** The id's beginning as far as a group's id goes; the whole id when it lies in none. */
  private static String groupKey(String id) {
    int end = 0;
    for (int segment = 0; segment < 4 && end >= 0; segment++) {
      end = id.indexOf('/', end + 1);
    }
    return (end < 0 ? id : id.substring(0, end)).toLowerCase(Locale.ROOT);
  }

  /**
   * A group that still holds something is there because of it and goes with it: it is not counted
   * beside it. An empty group that remains is.
   */
  private static List<String> withoutTheirContainers(Set<ResourceId> resources) {
    return resources.stream()
        .filter(id -> !id.isGroup() || resources.stream().noneMatch(other -> other.isBelow(id)))
        .map(ResourceId::value)
        .toList();
  }

  private static <T> List<T> items(String what, Listing<T> listing, List<String> couldNotLook) {
    return listing.items(problem -> couldNotLook.add(what + ": " + problem));
  }
}
